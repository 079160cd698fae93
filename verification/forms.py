"""Forms and filters of Verifikasjon."""

import django_filters
from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from marketplace.declaring import DeclaringForm
from marketplace.filters import AreaFilter, SearchFilter
from marketplace.forms import AreasField, NounForm
from marketplace.models import Organisation
from verification import policy
from verification.models import Application, Version


class ApplicationFilter(django_filters.FilterSet):
    """Filters of applications."""

    q = SearchFilter(fields=("name", "summary"), label=_("Søk i løsninger"))
    area = AreaFilter(field_name="areas", label=_("Tjenesteområde"))

    class Meta:
        model = Application
        fields = []


class ApplicationForm(NounForm):
    """An application: name, what it is for, and where it is used."""

    class Meta:
        model = Application
        fields = ["name", "summary", "areas"]
        field_classes = {"areas": AreasField}
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "areas": forms.SelectMultiple(attrs={"size": 8}),
        }
        help_texts = {"areas": _("Hold Ctrl (⌘ på Mac) for å velge flere.")}

    @classmethod
    def may_create(cls, actor) -> bool:
        """Somebody at a supplier."""
        return actor.is_kind(Organisation.Kind.SUPPLIER) and actor.holds(*policy.SUPPLIER_ROLES)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """Its supplier."""
        return policy.works_on(actor, noun)

    def prepare(self, noun) -> None:
        """Set the supplier and an address of its own the first time."""
        if noun.supplier_id is None:
            noun.supplier = self.actor.organisation
            noun.slug = free_slug(noun.name)


def free_slug(name: str) -> str:
    """An address from the name that nobody has; æ, ø and å become ae, o and a."""
    plain = name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    base = slugify(plain)[:100] or "losning"
    taken = set(Application.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)


class VersionForm(DeclaringForm):
    """A version and its product declaration."""

    ui_url = forms.URLField(
        label=_("Adresse til brukerflaten"),
        help_text=_("Begynner med https://"),
        assume_scheme="https",
        required=False,
    )
    fhir_url = forms.URLField(
        label=_("Adresse til FHIR-tjenesten"),
        help_text=_("Grunnadressen; vi henter /metadata under den."),
        assume_scheme="https",
        required=False,
    )

    class Meta:
        model = Version
        fields = ["number", "release_notes", "artifact_sha256", "ui_url", "fhir_url"]
        widgets = {"release_notes": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "number": _("For eksempel 2.1.0."),
            "release_notes": _("Hva er nytt, og hvilke krav berøres?"),
            "artifact_sha256": _("Fingeravtrykket av det som leveres, så ingen kan bytte det ut."),
        }

    @classmethod
    def may_create(cls, actor) -> bool:
        """Somebody at a supplier."""
        return ApplicationForm.may_create(actor)

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """On one's own application."""
        return policy.works_on(actor, parent)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """Its supplier, until it is declared."""
        return noun.status == Version.Status.DRAFT and policy.works_on_version(actor, noun)

    def clean(self):
        """Only on one's own application, and only once for each number."""
        cleaned = super().clean()
        application = self.instance.application
        if not policy.works_on(self.actor, application):
            raise forms.ValidationError(_("Dere kan bare lage versjoner av egne løsninger."))
        others = application.versions.exclude(pk=self.instance.pk)
        if others.filter(number=cleaned.get("number")).exists():
            self.add_error("number", _("Versjonsnummeret er brukt før. Velg et nytt."))
        return cleaned
