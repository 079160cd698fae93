"""Thresholds and legal figures: rows with a validity and a source, never constants."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _


class FigureQuerySet(models.QuerySet):
    """Named ways to reach figures."""

    def valid(self) -> "FigureQuerySet":
        """Those that apply today by the database's calendar."""
        today = TruncDate(Now())
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today), valid_from__lte=today)

    def value(self, key: str) -> Decimal:
        """Return today's value; a missing figure is a fault that must be seen."""
        figure = self.valid().filter(key=key).order_by("-valid_from").first()
        if figure is None:
            raise LookupError(f"No valid figure {key!r}: run manage.py load_facts, or add the row.")
        return figure.amount


class Figure(models.Model):
    """Tallgrunnlag: a threshold or legal figure that the rules look up by key and date."""

    key = models.SlugField(_("nøkkel"), max_length=80)
    amount = models.DecimalField(_("verdi"), max_digits=16, decimal_places=4)
    unit = models.CharField(_("enhet"), max_length=40, blank=True)
    valid_from = models.DateField(_("gyldig fra"))
    valid_to = models.DateField(_("gyldig til"), null=True, blank=True)
    source = models.CharField(_("kilde"), max_length=300)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("tallgrunnlag")
        verbose_name_plural = _("tallgrunnlag")
        ordering = ["key", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["key", "valid_from"], name="one_figure_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.amount.normalize():f} {self.unit}".strip()
