"""The one form of a comment, for the page and the API alike."""

from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.actor import SYSTEM
from marketplace.clock import db_now
from marketplace.forms import NounForm
from marketplace.lifecycle import lock
from marketplace.models import Comment, CommentVersion, Figure, Noun, User
from marketplace.policy import Kind

from .mentions import mentioned

TOO_MUCH = _("Du har skrevet mye den siste timen. Vent litt, og prøv igjen.")


class CommentForm(NounForm):
    """Say something on a noun, or answer what somebody said."""

    class Meta:
        model = Comment
        fields = ["kind", "text"]
        labels = {"text": _("Innlegg")}
        help_texts = {
            "text": _(
                "Du kan bruke Markdown: **fet**, lister med strek, og lenker. "
                "Nevn noen med @ og hele navnet. Skriv aldri om en pasient."
            )
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 5, "maxlength": 5000})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.parent_id:
            self.fields.pop("kind")

    @classmethod
    def may_create(cls, actor) -> bool:
        """Whoever belongs to an organisation, as far as the noun says."""
        return actor.organisation is not None

    @classmethod
    def may_add(cls, actor, parent: Noun) -> bool:
        """As the noun's own rule says."""
        return actor.organisation is not None and bool(parent.talks and parent.talks(actor, parent))

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The author, for a few minutes."""
        return noun.may_be_edited(actor)

    def clean(self):
        """Find who is mentioned, and keep one person from drowning the rest."""
        cleaned = super().clean()
        try:
            self.mentioned = mentioned(cleaned.get("text", ""), self.instance.subject)
        except ValidationError as several:
            self.add_error("text", several)
        if self.instance.pk is None and self._has_written_much():
            raise ValidationError(TOO_MUCH)
        return cleaned

    def _has_written_much(self) -> bool:
        most = int(Figure.objects.value("comments-per-hour"))
        hour_ago = db_now() - timedelta(hours=1)
        return self.actor.user.comments.filter(written_at__gt=hour_ago).count() >= most

    def prepare(self, noun) -> None:
        """Note who writes, for whom; the lock makes the count exact for two posts at once."""
        if noun.pk is not None:
            return
        noun.author, noun.organisation = self.actor.user, self.actor.organisation
        lock(User.objects.get(pk=self.actor.user.pk))
        if self._has_written_much():
            raise PermissionDenied(TOO_MUCH)

    def follow_up(self, noun) -> None:
        """Keep the text as it was, and show it when the writer is known."""
        noun.mentions.set(self.mentioned)
        CommentVersion.freeze(noun, self.actor)
        if noun.versions.count() == 1 and not waits_for_moderator(noun):
            noun.appear(by=SYSTEM)
            noun.tell(self.actor)


def waits_for_moderator(comment: Comment) -> bool:
    """Suppliers' and interest organisations' first comments are read before they are shown."""
    if comment.organisation.kind not in (Kind.SUPPLIER, Kind.INTEREST):
        return False
    let_in = Q(status=Comment.Status.VISIBLE) & ~Q(pk=comment.pk)
    shown = comment.organisation.comments.filter(let_in).count()
    return shown < int(Figure.objects.value("comments-before-trust"))
