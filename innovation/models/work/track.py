"""The four circles of a collaboration."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TrackQuerySet(models.QuerySet):
    """Named ways to reach tracks."""

    def unfinished(self) -> "TrackQuerySet":
        """Those that still have something to do."""
        return self.exclude(status__in=[Track.Status.DONE, Track.Status.NOT_RELEVANT])


class Track(models.Model):
    """Krets: one of the four circles of a collaboration; its state is reported by the lead."""

    class Kind(models.TextChoices):
        CORE_TEAM = "1-core", _("Kjerneteam")
        USERS = "2-users", _("Helsepersonell, pårørende og pasienter")
        SUPPLIERS = "3-suppliers", _("Interesserte leverandører")
        INFORMATION = "4-information", _("FKJ informasjonsforvaltning")

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("Ikke startet")
        ONGOING = "ongoing", _("Pågår")
        DONE = "done", _("Fullført")
        NOT_RELEVANT = "not_relevant", _("Ikke relevant")

    collaboration = models.ForeignKey(
        "innovation.Collaboration",
        on_delete=models.PROTECT,
        related_name="tracks",
        verbose_name=_("samarbeid"),
    )
    kind = models.CharField(_("krets"), max_length=20, choices=Kind)
    status = models.CharField(
        _("status"), max_length=20, choices=Status, default=Status.NOT_STARTED
    )
    summary = models.TextField(_("oppsummering eller begrunnelse"), blank=True)

    objects = TrackQuerySet.as_manager()

    class Meta:
        verbose_name = _("krets")
        verbose_name_plural = _("kretser")
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "kind"], name="one_track_of_each_kind")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
