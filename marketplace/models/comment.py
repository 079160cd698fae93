"""Conversation: what people say to each other about a noun."""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_now
from marketplace.conversation import policy
from marketplace.lifecycle import Lifecycle, guard, status_field, step
from marketplace.versions import Snapshot
from marketplace.writing import Written

from .event import ClockTimestamp, Event
from .figure import Figure
from .moderation import CommentStatus, Moderated, Report
from .noun import Noun
from .organisation import Organisation

LONGEST = 5000
MODERATED = ("report", "dismiss_reports", "object_to_hiding", "keep_hidden")


@guard(_("Innlegget er allerede avklart."))
def is_open(comment, actor) -> bool:
    """Tell whether it waits for an answer."""
    return comment.resolved_at is None


@guard(_("Innlegget er ikke avklart."))
def is_resolved(comment, actor) -> bool:
    """Tell whether somebody has settled it."""
    return comment.resolved_at is not None


@guard(_("Bare spørsmål og innvendinger kan avklares."))
def can_be_resolved(comment, actor) -> bool:
    """Tell whether it is something to settle, and not an answer."""
    return comment.asks


class CommentQuerySet(models.QuerySet):
    """Named ways to reach comments."""

    def about(self, thing: Noun) -> "CommentQuerySet":
        """What is said about one noun."""
        kind = ContentType.objects.get_for_model(thing)
        return self.filter(subject_type=kind, subject_id=thing.pk)

    def visible_to(self, user) -> "CommentQuerySet":
        """What is said about things the person sees; what waits is its author's and FKJ's.

        What is hidden or withdrawn stays as a place holder, so that answers keep their sense.
        """
        talked = [model for model in Noun.known.values() if model.talks is not None]
        rows = self.filter(reduce(or_, [self._on(m, user) for m in talked], Q(pk__in=[])))
        if Organisation.objects.of(user).include_fkj():
            return rows
        author = user.pk if user.is_authenticated else None
        return rows.filter(~Q(status=Comment.Status.WAITING) | Q(author=author))

    def _on(self, model: type[Noun], user) -> Q:
        things = model.objects.visible_to(user).values("pk")
        return Q(subject_type=ContentType.objects.get_for_model(model), subject_id__in=things)

    def shown(self) -> "CommentQuerySet":
        """Those that anybody may read."""
        return self.filter(status=Comment.Status.VISIBLE)

    def unanswered(self) -> "CommentQuerySet":
        """Questions and objections that nobody has settled."""
        return self.shown().filter(kind__in=Comment.ASKING, parent=None, resolved_at=None)

    def waiting_for(self, actor) -> "CommentQuerySet":
        """Those that wait for a moderator: new, reported, or hidden against the author's will."""
        if not policy.moderates(actor):
            return self.none()
        reported = Exists(Report.objects.filter(comment=OuterRef("pk"), settled_at=None))
        status = Comment.Status
        heard = Q(status=status.HIDDEN) & ~Q(objection="") & Q(objection_settled_at=None)
        return self.filter(Q(status=status.WAITING) | Q(reported, status=status.VISIBLE) | heard)


class Comment(Moderated, Written, Lifecycle):
    """Innlegg: a question, an objection, support or an experience, said on a noun, or an answer."""

    noun = "innlegg"
    belongs_to = ("organisation",)

    class Kind(models.TextChoices):
        QUESTION = "question", _("Spørsmål")
        OBJECTION = "objection", _("Innvending")
        SUPPORT = "support", _("Støtte")
        EXPERIENCE = "experience", _("Erfaring")

    Status = CommentStatus
    ASKING = (Kind.QUESTION, Kind.OBJECTION)

    subject_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, editable=False, verbose_name=_("gjelder")
    )
    subject_id = models.PositiveBigIntegerField(_("nummer"), editable=False)
    subject = GenericForeignKey("subject_type", "subject_id")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="answers",
        verbose_name=_("svar på"),
    )
    author = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        related_name="comments",
        editable=False,
        verbose_name=_("skrevet av"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="comments",
        editable=False,
        verbose_name=_("virksomhet"),
    )
    kind = models.CharField(_("type innlegg"), max_length=20, choices=Kind, default=Kind.QUESTION)
    text = models.TextField(_("tekst"), validators=[MaxLengthValidator(LONGEST)])
    mentions = models.ManyToManyField(
        "marketplace.User", related_name="+", editable=False, verbose_name=_("nevnt")
    )
    written_at = models.DateTimeField(_("skrevet"), db_default=ClockTimestamp(), editable=False)
    resolved_at = models.DateTimeField(_("avklart"), null=True, editable=False)
    status = status_field(CommentStatus, CommentStatus.WAITING)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("innlegg")
        verbose_name_plural = _("innlegg")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return reverse("comment", args=[self.pk])

    @property
    def asks(self) -> bool:
        """Tell whether it is something to settle."""
        return self.parent_id is None and self.kind in self.ASKING

    @property
    def is_edited(self) -> bool:
        """Tell whether it was changed after it was written."""
        return self.versions.count() > 1

    def editable_until(self):
        """When it can no longer be changed."""
        minutes = int(Figure.objects.value("comment-edit-minutes"))
        return self.written_at + timedelta(minutes=minutes)

    def may_be_edited(self, actor) -> bool:
        """Tell whether the actor may change it now, by the database's clock."""
        alive = self.status in (self.Status.WAITING, self.Status.VISIBLE)
        return alive and policy.wrote_it(actor, self) and db_now() < self.editable_until()

    def text_for(self, actor) -> str:
        """The text as far as the actor may read it; empty when it is not for them."""
        if self.status == self.Status.VISIBLE or actor.is_fkj:
            return self.text
        mine = policy.wrote_it(actor, self) and self.status != self.Status.WITHDRAWN
        return self.text if mine else ""

    def content(self) -> dict:
        """What a version freezes."""
        return {"text": self.text, "kind": self.kind}

    def told_to(self, actor):
        """What has happened; who reported it is for the moderators."""
        events = super().told_to(actor)
        return events if policy.moderates(actor) else events.exclude(step__in=MODERATED)

    def tell(self, by) -> None:
        """Tell on the noun it is about, and reach those who are mentioned."""
        mentioned = list(self.mentions.values_list("pk", flat=True))
        data = {"comment": self.pk, "mentions": mentioned}
        Event.objects.write(self.subject, "commented", by, data=data)

    @step(Status.WAITING, to=Status.VISIBLE, who=policy.machine, label=_("Vist"))
    def appear(self, by):
        """Those who are known are shown at once."""

    @step(
        Status.VISIBLE,
        who=policy.settles,
        label=_("Marker som avklart"),
        done=_("Avklart"),
        needs=[can_be_resolved, is_open],
        primary=False,
    )
    def resolve(self, by):
        """The one who asked, or the one it concerns, is content."""
        self.resolved_at = db_now()

    @step(
        Status.VISIBLE,
        who=policy.settles,
        label=_("Åpne igjen"),
        done=_("Åpnet igjen"),
        needs=[can_be_resolved, is_resolved],
        primary=False,
    )
    def reopen(self, by):
        """It was not settled after all."""
        self.resolved_at = None

    @step(
        [Status.WAITING, Status.VISIBLE],
        to=Status.WITHDRAWN,
        who=policy.wrote_it,
        label=_("Trekk innlegget"),
        done=_("Innlegget er trukket"),
        confirm=_("Teksten blir borte for andre. Svarene blir stående."),
        primary=False,
    )
    def withdraw(self, by):
        """The author takes it back; the answers stay."""


class CommentVersion(Snapshot):
    """Innleggsversjon: the text as it was each time it was saved. Append-only."""

    of = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="versions")

    class Meta(Snapshot.Meta):
        verbose_name = _("innleggsversjon")
        verbose_name_plural = _("innleggsversjoner")
