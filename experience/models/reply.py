"""What a supplier answers to a report."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.models import Organisation
from marketplace.models.event import ClockTimestamp
from marketplace.writing import Written

from .report import ExperienceReport


class Reply(Written):
    """Svar: the supplier's one answer to a report, always labelled as the supplier's."""

    report = models.OneToOneField(
        ExperienceReport,
        on_delete=models.PROTECT,
        related_name="reply",
        verbose_name=_("erfaring"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="replies",
        verbose_name=_("leverandør"),
    )
    written_by = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("skrevet av"),
    )
    text = models.TextField(_("svar"), max_length=2000)
    at = models.DateTimeField(_("tidspunkt"), db_default=ClockTimestamp(), editable=False)

    class Meta:
        verbose_name = _("svar fra leverandør")
        verbose_name_plural = _("svar fra leverandører")

    def __str__(self) -> str:
        return f"{self.organisation}: {self.report}"
