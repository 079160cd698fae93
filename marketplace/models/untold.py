"""What is still to be told, and what is known to wait for whom."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from .event import ClockTimestamp
from .letter import LONGEST_PAUSE, MOST_ATTEMPTS, clock


class UntoldQuerySet(models.QuerySet):
    """Named ways to reach events that nobody has been told of."""

    def due(self) -> "UntoldQuerySet":
        """Those to tell of now; one that fails over and over is left for a person to look at."""
        return self.filter(attempt__lt=MOST_ATTEMPTS, next_try_at__lte=clock())


class Untold(models.Model):
    """Ufortalt: an event that those it concerns have not yet been told of.

    The database writes the row itself when the event is written (a trigger), in the same
    transaction. So it is seen exactly when the event is, however late that transaction ends: a mark
    at the highest number told would pass by those that began early and ended late.
    """

    event = models.OneToOneField(
        "marketplace.Event",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="untold",
        verbose_name=_("hendelse"),
    )
    attempt = models.PositiveSmallIntegerField(_("forsøk"), db_default=0, editable=False)
    next_try_at = models.DateTimeField(
        _("neste forsøk"), db_default=ClockTimestamp(), editable=False
    )

    objects = UntoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("ufortalt hendelse")
        verbose_name_plural = _("ufortalte hendelser")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.event)

    def put_off(self) -> None:
        """Try again after a pause that grows."""
        pause = min(LONGEST_PAUSE, 30 * 2**self.attempt)
        mine = Untold.objects.filter(pk=self.pk)
        mine.update(attempt=self.attempt + 1, next_try_at=clock(pause))


class Waiting(models.Model):
    """Ventende: a noun that waited for a person when it was last looked at.

    What waits now and did not before is a task to tell of.
    """

    user = models.ForeignKey(
        "marketplace.User", on_delete=models.CASCADE, related_name="+", verbose_name=_("bruker")
    )
    organisation = models.ForeignKey(
        "marketplace.Organisation",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("på vegne av"),
    )
    subject_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", verbose_name=_("gjelder")
    )
    subject_id = models.PositiveBigIntegerField(_("nummer"))

    class Meta:
        verbose_name = _("ventende oppgave")
        verbose_name_plural = _("ventende oppgaver")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "user", "organisation"],
                name="one_wait_for_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.subject_type} {self.subject_id}"
