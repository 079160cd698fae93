"""The forms of documents: hang one on a noun, replace it, take it back."""

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from marketplace.forms import REASON, NoPatientData, NounForm, refuse_if_moved
from marketplace.models.document import Document, Scan, hangs_on

from . import scanning
from .examining.kinds import KINDS
from .examining.names import shorten
from .inspection import Inspected, Refused, inspect
from .reasons import REASONS, sentence
from .uploads import TOO_LARGE

ACCEPTED = ",".join(f".{ending}" for ending in KINDS)


class FileField(forms.FileField):
    """A file that is looked into before anything else is done with it."""

    def clean(self, data, initial=None) -> Inspected:
        """Refuse it with a sentence, or give what may be kept."""
        upload = super().clean(data, initial)
        try:
            return inspect(upload.name, upload.size, upload.file)
        except Refused as refusal:
            raise forms.ValidationError(sentence(refusal.code, **refusal.told)) from refusal


class DocumentForm(NounForm):
    """A document on a noun; or a new version, when the instance replaces another."""

    file = FileField(
        label=_("Fil"),
        help_text=_("PDF, Office, OpenDocument, bilde eller tekst. Filen kan ikke ha makroer."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"empty": REASONS["empty"]},
        max_length=None,
    )

    class Meta:
        model = Document
        fields = ["file", "title", "visibility", "licence"]
        labels = {"title": _("Tittel"), "visibility": _("Hvem kan se det?")}
        help_texts = {"title": _("Lar du den stå tom, bruker vi filnavnet.")}
        widgets = {"visibility": forms.RadioSelect}

    field_order = ["file", "title", "visibility", "licence"]

    def __init__(self, *args, too_large: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        self.fields["title"].required = False

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """Those whom the noun lets hang documents on it."""
        return hangs_on(parent, actor)

    @classmethod
    def described_fields(cls) -> dict[str, forms.Field]:
        """The API asks what it hangs on too; a page knows."""
        asked = {"noun": forms.SlugField(), "subject": forms.IntegerField()}
        return asked | {"topic": forms.SlugField(required=False)} | super().described_fields()

    @property
    def upload(self):
        """The file as it came."""
        return self.files.get(self.add_prefix("file"))

    def clean(self):
        """Name it by the file when it has no title."""
        cleaned = super().clean()
        if self.too_large:
            self.errors.pop("file", None)
            self.add_error("file", sentence("too_large", **TOO_LARGE))
        if self.upload is not None and not cleaned.get("title"):
            cleaned["title"] = shorten(self.upload.name).rpartition(".")[0]
        return cleaned

    def prepare(self, document) -> None:
        """Fill in what the file is, and whose it is; what it hangs on must not have moved on."""
        refuse_if_moved(document.subject)
        kept: Inspected = self.cleaned_data["file"]
        document.owner, document.uploaded_by = self.actor.organisation, self.actor.user
        document.file_name = shorten(self.upload.name)
        document.media_type, document.size = kept.media_type, kept.size
        document.sha256 = kept.sha256
        document.content = File(kept.as_file(), name=document.file_name)
        document.scan = Scan.QUARANTINED if scanning.is_required() else Scan.CLEAN
        if document.replaces:
            document.number, document.topic = document.replaces.number + 1, document.replaces.topic

    def follow_up(self, document) -> None:
        """Have it scanned."""
        scanning.wake(document)

    def _write_event(self, document, is_new: bool) -> None:
        document.tell("document_replaced" if document.replaces else "document_added", self.actor)


class ReasonForm(NoPatientData, forms.Form):
    """Why a document is taken back or erased."""

    reason = forms.CharField(label=REASON, max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
