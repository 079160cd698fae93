"""Signs of life from the processes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .event import ClockTimestamp


class PulseQuerySet(models.QuerySet):
    """Named ways to reach pulses."""

    def beat(self, name: str) -> None:
        """Note that the named process is alive now, by the database's clock."""
        self.update_or_create(name=name, defaults={"at": ClockTimestamp()})


class Pulse(models.Model):
    """Puls: when a process was last seen alive."""

    name = models.CharField(_("prosess"), max_length=40, primary_key=True)
    at = models.DateTimeField(_("sist sett"), db_default=ClockTimestamp())

    objects = PulseQuerySet.as_manager()

    class Meta:
        verbose_name = _("puls")
        verbose_name_plural = _("pulser")

    def __str__(self) -> str:
        return self.name
