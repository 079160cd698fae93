"""Pictures: put one on an application, and change the words for it."""

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from marketplace.documents.examining.kinds import KINDS, MB, extension
from marketplace.documents.inspection import Inspected, Refused, redraw
from marketplace.documents.reasons import REASONS, sentence
from marketplace.forms import NounForm
from verification import policy
from verification.models import Picture
from verification.models.picture import MOST

from .application import ApplicationForm

LARGEST = 5 * MB
ACCEPTED = [ending for ending, kind in KINDS.items() if kind.family == "picture"]


class PictureField(forms.FileField):
    """A picture that is drawn anew before it is kept."""

    def clean(self, data, initial=None) -> Inspected:
        """Refuse it with a sentence, or give what may be kept."""
        upload = super().clean(data, initial)
        try:
            return self._drawn(upload)
        except Refused as refusal:
            raise forms.ValidationError(sentence(refusal.code, **refusal.told)) from refusal

    def _drawn(self, upload) -> Inspected:
        if extension(upload.name) not in ACCEPTED:
            raise Refused("not_picture")
        if upload.size > LARGEST:
            raise Refused("too_large", most=LARGEST // MB)
        return redraw(upload.name, upload.size, upload.file)


class PictureWordsForm(NounForm):
    """The words for a picture."""

    class Meta:
        model = Picture
        fields = ["alt", "caption"]
        labels = {"alt": _("Hva viser bildet?"), "caption": _("Bildetekst")}
        help_texts = {
            "alt": _(
                "Leses opp for dem som ikke ser bildet. Si det viktigste: hvilken side i "
                "løsningen det er, og hva den forteller."
            ),
            "caption": _("Vises under bildet."),
        }
        widgets = {"alt": forms.Textarea(attrs={"rows": 3})}

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The supplier of the application."""
        return policy.works_on(actor, noun.application)

    def _write_event(self, picture, is_new: bool) -> None:
        if is_new or self.changed_data:
            picture.tell("picture_added" if is_new else "picture_changed", self.actor)


class PictureForm(PictureWordsForm):
    """A new picture on an application."""

    file = PictureField(
        label=_("Bilde"),
        help_text=_("PNG, JPEG eller WebP, høyst 5 MB. Bruk ikke bilder med ekte pasientdata."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in ACCEPTED)}),
        error_messages={"empty": REASONS["empty"]},
    )
    field_order = ["file", "alt", "caption"]

    def __init__(self, *args, too_large: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large

    @classmethod
    def may_create(cls, actor) -> bool:
        """Somebody at a supplier."""
        return ApplicationForm.may_create(actor)

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """The supplier of the application."""
        return policy.works_on(actor, parent)

    def clean(self):
        """There is room for so many."""
        cleaned = super().clean()
        if self.too_large:
            self.errors.pop("file", None)
            self.add_error("file", sentence("too_large", most=LARGEST // MB))
        if self.instance.application.pictures.count() >= MOST:
            full = _("Det er plass til %(most)d bilder. Ta bort et først.") % {"most": MOST}
            self.add_error(None, full)
        return cleaned

    def prepare(self, picture) -> None:
        """Fill in what the picture is; it comes last. The database refuses a ninth."""
        kept: Inspected = self.cleaned_data["file"]
        picture.place = len(picture.row_of_them()) + 1
        picture.content = File(kept.as_file(), name="bilde.webp")
        picture.width, picture.height = kept.facts["width"], kept.facts["height"]
        picture.size, picture.sha256 = kept.size, kept.sha256
