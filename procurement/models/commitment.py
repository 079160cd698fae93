"""Which municipalities a joint procurement is made for."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.models import Organisation
from marketplace.models.event import ClockTimestamp


class Commitment(models.Model):
    """Forpliktelse: a municipality takes part, with its estimate and who signed for it.

    Written and taken back only before publication, under the row lock of the procurement.
    """

    procurement = models.ForeignKey(
        "procurement.JointProcurement",
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("felleskjøp"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("virksomhet"),
    )
    estimate = models.DecimalField(
        _("deres anslag (kroner uten mva.)"),
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(0)],
    )
    signed_by = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("signert av"),
    )
    at = models.DateTimeField(_("tidspunkt"), db_default=ClockTimestamp(), editable=False)

    class Meta:
        verbose_name = _("forpliktelse")
        verbose_name_plural = _("forpliktelser")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["procurement", "organisation"], name="commit_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.procurement}"
