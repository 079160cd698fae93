"""Forms of terms: writing a version, and accepting one."""

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from marketplace.forms import NounForm
from marketplace.policy import administers
from participation import policy
from participation.models import Acceptance, Terms

TEXTS = ("title", "text", "title_nn", "text_nn", "title_en", "text_en")


def textarea(language: str) -> forms.Textarea:
    """A place for a long text in a language."""
    return forms.Textarea(attrs={"rows": 16, "lang": language})


def date_input() -> forms.DateInput:
    """A date as browsers ask for it."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class TermsForm(NounForm):
    """Write the next version of the terms for an audience."""

    class Meta:
        model = Terms
        fields = [*TEXTS, "material", "valid_from", "accept_by"]
        widgets = {
            "text": textarea("nb"),
            "text_nn": textarea("nn"),
            "text_en": textarea("en"),
            "title_nn": forms.TextInput(attrs={"lang": "nn"}),
            "title_en": forms.TextInput(attrs={"lang": "en"}),
            "valid_from": date_input(),
            "accept_by": date_input(),
        }
        help_texts = {
            "text": _("Start en linje med # for overskrift og med - for punkt i en liste."),
            "material": _("Ja: alle må godta på nytt. Nei: den gamle aksepten gjelder videre."),
            "valid_from": _("Versjonen før gjelder til og med dagen før."),
            "accept_by": _("Til og med denne dagen gjelder aksepten av versjonen før."),
        }

    @classmethod
    def may_create(cls, actor) -> bool:
        """FKJ's administrator."""
        return administers(actor)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """FKJ's administrator, while it is a draft."""
        return noun.status == Terms.Status.DRAFT and administers(actor)

    def clean(self):
        """One draft at a time, the same line ends everywhere, and dates that make sense."""
        cleaned = super().clean()
        for name in TEXTS:
            cleaned[name] = "\n".join(cleaned.get(name, "").splitlines())
        is_new = self.instance.pk is None
        if is_new and Terms.objects.open().filter(audience=self.instance.audience).exists():
            raise forms.ValidationError(_("Det finnes allerede et utkast. Skriv videre på det."))
        self._check_dates(cleaned)
        return cleaned

    def _check_dates(self, cleaned: dict) -> None:
        starts, due = cleaned.get("valid_from"), cleaned.get("accept_by")
        if due and starts and due < starts:
            self.add_error("accept_by", _("Fristen kan ikke være før vilkårene gjelder."))
        if due and not cleaned.get("material"):
            self.add_error("accept_by", _("Bare en vesentlig endring har frist for å godta."))
        if due and self.is_first:
            self.add_error("accept_by", _("Første versjon må godtas før noen kan ta et steg."))

    @property
    def is_first(self) -> bool:
        """Tell whether no version has been published for the audience."""
        return not Terms.objects.published().filter(audience=self.instance.audience).exists()

    def prepare(self, noun) -> None:
        """Number it once; note who wrote last. The first version is always new to everybody."""
        if noun.pk is None:
            rows = Terms.objects.filter(audience=noun.audience)
            noun.number = (rows.aggregate(newest=Max("number"))["newest"] or 0) + 1
        noun.written_by = self.actor.user
        noun.material = noun.material or self.is_first


class AcceptanceForm(NounForm):
    """Accept one version of the terms for the organisation acted for."""

    agree = forms.BooleanField(
        label=_("Jeg har lest vilkårene og godtar dem på vegne av virksomheten"),
        error_messages={"required": _("Kryss av for at virksomheten godtar vilkårene.")},
    )

    class Meta:
        model = Acceptance
        fields = ["language"]
        widgets = {"language": forms.HiddenInput}

    @classmethod
    def may_create(cls, actor) -> bool:
        """Only someone who can bind the organisation."""
        return policy.may_bind(actor)

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """Only terms that bind the organisation."""
        return policy.may_bind(actor) and parent in Terms.objects.binding(actor.organisation)

    def clean(self):
        """Refuse what does not bind, and to accept twice, in words."""
        cleaned = super().clean()
        who, terms = self.actor.organisation, self.instance.terms
        if not self.may_add(self.actor, terms):
            raise forms.ValidationError(_("Disse vilkårene gjelder ikke for virksomheten."))
        if Acceptance.objects.filter(terms=terms, organisation=who).exists():
            raise forms.ValidationError(_("Virksomheten har allerede godtatt disse vilkårene."))
        return cleaned

    def prepare(self, noun) -> None:
        """Note who accepts, for whom, and exactly what."""
        noun.organisation, noun.accepted_by = self.actor.organisation, self.actor.user
        noun.sha256 = noun.terms.sha256_in(noun.language)
