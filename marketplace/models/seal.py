"""Seals over the trail: ranges of events, hashed together with the seal before."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from .event import ClockTimestamp


class Seal(models.Model):
    """Segl: the events of the transactions in `[low, high)`, one hash each and one for all.

    A transaction number below the oldest one still running can never appear again, so the range is
    whole. `floor` is 0 until the database has been restored from a dump into another cluster, whose
    transactions are numbered anew: then only events above it belong to the ranges that follow.
    Append-only in the database.
    """

    number = models.PositiveBigIntegerField(_("nummer"), primary_key=True)
    floor = models.BigIntegerField(_("fra hendelse"))
    low = models.BigIntegerField(_("fra transaksjon"))
    high = models.BigIntegerField(_("til transaksjon"))
    count = models.PositiveIntegerField(_("antall hendelser"))
    events = ArrayField(models.BigIntegerField(), verbose_name=_("hendelser"))
    leaves = models.BinaryField(_("hash for hver hendelse"))
    root = models.CharField(_("hash for alle"), max_length=64, unique=True)
    at = models.DateTimeField(_("tidspunkt"), db_default=ClockTimestamp(), editable=False)

    class Meta:
        verbose_name = _("segl")
        verbose_name_plural = _("segl")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.root[:12]}"

    def leaf(self, position: int) -> bytes:
        """The hash of the event at the position, 32 bytes."""
        return bytes(self.leaves[32 * position : 32 * position + 32])
