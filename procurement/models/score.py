"""Points for quality, given before anybody has seen a price."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Score(models.Model):
    """Poeng: one evaluator's points for one offer on one criterion, with a justification."""

    HIGHEST = 10

    offer = models.ForeignKey(
        "procurement.Offer",
        on_delete=models.PROTECT,
        related_name="scores",
        verbose_name=_("tilbud"),
    )
    criterion = models.ForeignKey(
        "procurement.Criterion",
        on_delete=models.PROTECT,
        related_name="scores",
        verbose_name=_("kriterium"),
    )
    evaluator = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("vurdert av"),
    )
    points = models.PositiveSmallIntegerField(_("poeng"), validators=[MaxValueValidator(HIGHEST)])
    justification = models.TextField(_("begrunnelse"))
    updated_at = models.DateTimeField(_("endret"), auto_now=True, editable=False)

    class Meta:
        verbose_name = _("poeng")
        verbose_name_plural = _("poeng")
        ordering = ["criterion", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "criterion", "evaluator"], name="one_score_each"
            ),
            models.CheckConstraint(name="points_0_to_10", condition=Q(points__lte=10)),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
