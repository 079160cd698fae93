"""What people follow."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from .event import ClockTimestamp


class FollowQuerySet(models.QuerySet):
    """Named ways to reach what is followed."""

    def about(self, thing: models.Model) -> "FollowQuerySet":
        """Those that are about the thing."""
        kind = ContentType.objects.get_for_model(thing)
        return self.filter(subject_type=kind, subject_id=thing.pk)

    def active(self) -> "FollowQuerySet":
        """Those that want to hear something."""
        return self.exclude(level=Follow.Level.OFF)

    def set(self, user, thing: models.Model, level: str) -> "Follow":
        """Let the person follow the thing so much."""
        kind = ContentType.objects.get_for_model(thing)
        key = {"user": user, "subject_type": kind, "subject_id": thing.pk}
        return self.update_or_create(**key, defaults={"level": level})[0]

    def begin(self, user, thing: models.Model, since) -> None:
        """Let the person follow the thing, unless they have chosen for themselves before."""
        kind = ContentType.objects.get_for_model(thing)
        row = Follow(user=user, subject_type=kind, subject_id=thing.pk, since=since)
        self.bulk_create([row], ignore_conflicts=True)


class Follow(models.Model):
    """Følging: a person wants to hear of a noun. «Off» is kept, so that it is not begun again."""

    class Level(models.TextChoices):
        """Nivå: how much the person wants to hear."""

        ALL = "all", _("Alt som skjer")
        MOVES = "moves", _("Bare når status endres")
        OFF = "off", _("Ingenting")

    user = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        related_name="follows",
        verbose_name=_("bruker"),
    )
    subject_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, verbose_name=_("gjelder")
    )
    subject_id = models.PositiveBigIntegerField(_("nummer"))
    subject = GenericForeignKey("subject_type", "subject_id")
    level = models.CharField(_("nivå"), max_length=10, choices=Level, default=Level.ALL)
    since = models.DateTimeField(_("siden"), db_default=ClockTimestamp(), editable=False)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("følging")
        verbose_name_plural = _("følginger")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "subject_type", "subject_id"], name="one_follow_each"
            )
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.subject}"
