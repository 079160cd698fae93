"""Versions: what each is about, where its answers start, and the whole declaration at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.declaration import Schema
from marketplace.declaring import DeclaringForm
from marketplace.forms import NounForm
from verification import policy
from verification.models import Version

from .application import ApplicationForm


class VersionAboutForm(NounForm):
    """What a version is about, without its declaration."""

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
        return policy.fills_in(actor, noun)

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


class VersionForm(VersionAboutForm, DeclaringForm):
    """A version and its whole product declaration."""


class EarlierVersion(forms.ModelChoiceField):
    """A version to take the answers from."""

    def label_from_instance(self, version) -> str:
        """Its number and how far it came."""
        return f"{version.number} ({version.get_status_display()})"


class VersionStartForm(VersionAboutForm):
    """A new version: what it is about, and which version its answers start from."""

    start_from = EarlierVersion(
        Version.objects.none(),
        label=_("Start med svarene fra"),
        empty_label=_("Ingen: start med et tomt skjema"),
        help_text=_(
            "Svarene kopieres, og dere retter det som er nytt. Priser, datoer og dokumenter "
            "kopieres ikke: de må gis på nytt."
        ),
        required=False,
    )
    field_order = ["number", "start_from"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        earlier = self.instance.application.versions.all()
        self.fields["start_from"].queryset = earlier
        self.initial.setdefault("start_from", earlier.first())
        if not earlier:
            del self.fields["start_from"]

    def prepare(self, noun) -> None:
        """Start with the newest questions, and with the earlier answers that fit them."""
        super().prepare(noun)
        noun.schema_version = Schema.latest(noun.schema_name).version
        if earlier := self.cleaned_data.get("start_from"):
            noun.start_from(earlier)
