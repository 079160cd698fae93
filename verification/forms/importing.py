"""Taking answers in from a file: what is in it, and then the confirmation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.documents.examining.kinds import extension
from marketplace.documents.inspection import Refused, inspect
from marketplace.documents.reasons import sentence
from marketplace.fetch import FetchError, fetch
from marketplace.forms import NounForm
from marketplace.interchange import as_json, proposal, publiccode, workbook
from marketplace.interchange.found import Found, Unreadable
from marketplace.models import Event
from verification import policy
from verification.models import Version

LARGEST = 5_000_000
YAML = ("yml", "yaml")


class ImportForm(forms.Form):
    """A file, or the address of a publiccode.yml."""

    file = forms.FileField(
        label=_("Fil"),
        required=False,
        help_text=_(
            "Regneark (.xlsx) eller JSON som er lastet ned herfra, eller en publiccode.yml."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.json,.yml,.yaml"}),
    )
    url = forms.URLField(
        label=_("Eller adressen til en publiccode.yml"),
        required=False,
        assume_scheme="https",
        help_text=_("Adressen må gå rett til filen, og begynne med https://"),
    )

    def __init__(self, *args, schema, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.schema = schema

    def clean(self):
        """Read what was given; `found` holds the answers."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        file, url = cleaned.get("file"), cleaned.get("url")
        if bool(file) == bool(url):
            raise forms.ValidationError(_("Velg en fil, eller skriv en adresse."))
        try:
            self.found = self._of_file(file) if file else self._of_address(url)
        except (Unreadable, FetchError) as unread:
            self.add_error("file" if file else "url", str(unread))
        except Refused as refusal:
            self.add_error("file", sentence(refusal.code, **refusal.told))
        return cleaned

    def _of_file(self, file) -> Found:
        ending = extension(file.name)
        if file.size > LARGEST:
            raise Refused("too_large", most=LARGEST // 1_000_000)
        if ending in YAML:
            return publiccode.read(file.read(), self.schema)
        if ending not in ("xlsx", "json"):
            raise Unreadable(_("Velg et regneark (.xlsx), en JSON-fil eller en publiccode.yml."))
        inspect(file.name, file.size, file.file)
        file.file.seek(0)
        reader = workbook if ending == "xlsx" else as_json
        return reader.read(file.read(), self.schema)

    def _of_address(self, url: str) -> Found:
        exchange = fetch(url, max_bytes=publiccode.LARGEST)
        if exchange.status != 200:
            told = {"status": exchange.status}
            raise Unreadable(_("Adressen svarte med %(status)s i stedet for filen.") % told)
        return publiccode.read(exchange.body, self.schema)


class ImportConfirmForm(NounForm):
    """The answers that were shown, as they were shown."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)

    class Meta:
        model = Version
        fields: list[str] = []

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """Its supplier, until it is declared."""
        return policy.fills_in(actor, noun)

    def prepare(self, noun) -> None:
        """Take the answers, unless something has changed since they were shown."""
        noun.refresh_from_db()
        noun.renew_questions()
        before, after = noun.answers, proposal.confirmed(noun, self.cleaned_data["token"])
        self.changed = [k for k in {**before, **after} if before.get(k) != after.get(k)]
        noun.answers = after

    def _write_event(self, noun, is_new: bool) -> None:
        data = {"fields": sorted(self.changed), "imported": True}
        Event.objects.write(noun, Event.EDITED, self.actor, moved=("", noun.status), data=data)
