"""Form of asking to join."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace import brreg
from marketplace.forms import NounForm
from marketplace.membership import clash, roles_of
from marketplace.models import Membership, Organisation
from marketplace.orgnr import validate_orgnr
from participation.models import JoinRequest

SILENT = _("Enhetsregisteret svarer ikke nå. Prøv igjen om noen minutter.")
FROM_FACTS = _("Kommuner og fylkeskommuner står allerede i listen. Søk etter navnet i stedet.")
NOT_VERIFIED = _("Bekreft e-postadressen din først. Da vet vi at den er din.")
ASKED = _("Du har allerede bedt om å bli med. Vent på svaret.")


def digits(text: str) -> str:
    """The number without the spaces that people put in it."""
    return "".join(text.split())


class JoinForm(NounForm):
    """Ask to belong to an organisation: one in the portal, or one by its number."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.standing(),
        required=False,
        label=_("Virksomhet"),
        widget=forms.HiddenInput,
    )
    orgnr = forms.CharField(
        required=False,
        label=_("Organisasjonsnummer"),
        max_length=30,
        widget=forms.HiddenInput,
    )

    class Meta:
        model = JoinRequest
        fields = ["organisation", "orgnr", "kind", "role", "message"]
        error_messages = {"kind": {"required": _("Velg hva slags virksomhet det er.")}}
        widgets = {
            "kind": forms.RadioSelect,
            "role": forms.RadioSelect,
            "message": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.entry = None
        self.place = self._place()
        self.fields["kind"].choices = JoinRequest.NewKind.choices
        self.fields["kind"].required = self.place is None and bool(self._asked("orgnr"))
        if self.place:
            del self.fields["kind"]
        if self.place or self._asked("orgnr"):
            self.fields["role"].choices = roles_of(self.place.kind if self.place else "")

    @classmethod
    def may_create(cls, actor) -> bool:
        """Anybody who is logged in."""
        return actor.user is not None

    def _asked(self, name: str) -> str:
        return str(self.data.get(name) if self.is_bound else self.initial.get(name) or "").strip()

    def _place(self) -> Organisation | None:
        """The organisation that is asked for, when the portal knows it."""
        known = Organisation.objects.standing()
        number, orgnr = self._asked("organisation"), digits(self._asked("orgnr"))
        if number.isascii() and number.isdigit() and len(number) < 18:
            return known.filter(pk=number).first()
        return known.filter(orgnr=orgnr).first() if orgnr and "\x00" not in orgnr else None

    def clean_orgnr(self) -> str:
        """Nine digits that hang together, with or without spaces."""
        orgnr = digits(self.cleaned_data["orgnr"])
        if orgnr:
            validate_orgnr(orgnr)
        return orgnr

    def clean(self):
        """Refuse in words what cannot become anything."""
        cleaned = super().clean()
        if self.place and self.place.kind == Organisation.Kind.OPERATOR:
            raise forms.ValidationError(_("Til FKJ blir folk invitert av en administrator der."))
        if not self.errors:
            self._refuse(cleaned)
        return cleaned

    def _refuse(self, cleaned: dict) -> None:
        if self.actor.user.email not in self.actor.user.verified_addresses:
            raise forms.ValidationError(NOT_VERIFIED)
        if self.place:
            self._refuse_known(cleaned["role"])
        elif cleaned.get("orgnr"):
            self._refuse_new(cleaned["orgnr"])
        else:
            return  # The constraint says that it must be something.
        kind = self.place.kind if self.place else cleaned["kind"]
        if refused := clash(self.actor.user, kind, [cleaned["role"]]):
            raise forms.ValidationError(refused)

    def _refuse_known(self, role: str) -> None:
        user = self.actor.user
        held = Membership.objects.active().filter(user=user, organisation=self.place, role=role)
        if held.exists():
            raise forms.ValidationError(_("Du har allerede denne rollen i virksomheten."))
        if JoinRequest.objects.unanswered().to(self.place).filter(person=user).exists():
            raise forms.ValidationError(ASKED)

    def _refuse_new(self, orgnr: str) -> None:
        same = JoinRequest.objects.unanswered().filter(orgnr=orgnr, person=self.actor.user)
        if same.exists():
            raise forms.ValidationError(ASKED)
        self.entry = brreg.look_up(orgnr).entry
        if self.entry is None:
            raise forms.ValidationError(SILENT)
        if self.entry.trouble or self.entry.is_municipal:
            raise forms.ValidationError(self.entry.trouble or FROM_FACTS)

    def prepare(self, noun) -> None:
        """Note who asks, and for what."""
        noun.person, noun.organisation = self.actor.user, self.place
        noun.orgnr = "" if self.place else self.entry.orgnr
        noun.name = "" if self.place else self.entry.name
        noun.kind = "" if self.place else noun.kind

    def _save(self, commit: bool):
        """Settle it when its first Event is written."""
        request = super()._save(commit)
        request.settle()
        return request
