"""What the offers are compared by."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CriterionQuerySet(models.QuerySet):
    """Named ways to reach criteria."""

    def scored(self) -> "CriterionQuerySet":
        """Those that people give points for; price is arithmetic."""
        return self.exclude(kind=Criterion.Kind.PRICE)


class Criterion(models.Model):
    """Tildelingskriterium: weight and scale are frozen at publication."""

    class Kind(models.TextChoices):
        QUALITY = "quality", _("Kvalitet")
        PRICE = "price", _("Pris")
        CLIMATE = "climate", _("Klima og miljø")

    procurement = models.ForeignKey(
        "procurement.JointProcurement",
        on_delete=models.PROTECT,
        related_name="criteria",
        verbose_name=_("felleskjøp"),
    )
    kind = models.CharField(_("type"), max_length=20, choices=Kind, default=Kind.QUALITY)
    name = models.CharField(_("kriterium"), max_length=200)
    weight = models.PositiveSmallIntegerField(
        _("vekt i prosent"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    requirement = models.ForeignKey(
        "innovation.Requirement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="criteria",
        verbose_name=_("krav i behovet"),
    )
    scale_anchor = models.TextField(_("hva som gir poeng"), blank=True)

    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name = _("tildelingskriterium")
        verbose_name_plural = _("tildelingskriterier")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="weight_is_a_share", condition=Q(weight__gte=1, weight__lte=100)
            )
        ]

    def __str__(self) -> str:
        return self.name
