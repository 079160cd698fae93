"""Scores, and how they may be shown: n always, a mean only when enough organisations answered."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Avg, Count, Max, Min
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from marketplace.models import Figure

MEAN_NEEDS = "mean-needs"


class Score(models.IntegerChoices):
    """Poeng: from 1 to 5; no row value means «ikke grunnlag»."""

    ONE = 1, _("1 – svært dårlig")
    TWO = 2, _("2 – dårlig")
    THREE = 3, _("3 – middels")
    FOUR = 4, _("4 – god")
    FIVE = 5, _("5 – svært god")


def score_field(label) -> models.PositiveSmallIntegerField:
    """Make one score column."""
    return models.PositiveSmallIntegerField(label, choices=Score, null=True, blank=True)


class Scored(models.Model):
    """Vurdert: five scores, and whether one would recommend it."""

    usability = score_field(_("brukervennlighet"))
    functionality = score_field(_("funksjonalitet"))
    introduction = score_field(_("innføring"))
    support = score_field(_("støtte fra leverandøren"))
    value = score_field(_("nytte for pengene"))
    recommend = models.PositiveSmallIntegerField(
        _("ville anbefalt den (0–10)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(10)],
    )

    SCORES = ("usability", "functionality", "introduction", "support", "value")

    class Meta:
        abstract = True

    def scores(self) -> list[tuple[str, str]]:
        """Each score in words: [(what, how)]."""
        fields = [self._meta.get_field(name) for name in self.SCORES]
        told = [(f.verbose_name, getattr(self, f"get_{f.name}_display")()) for f in fields]
        return [(capfirst(what), how or _("Ikke grunnlag")) for what, how in told]

    @property
    def has_score(self) -> bool:
        """Tell whether anything is scored."""
        return any(getattr(self, name) is not None for name in (*self.SCORES, "recommend"))


@dataclass(frozen=True)
class Spread:
    """Spredning: how many municipalities gave a score, and between what; no mean of few."""

    label: str
    n: int
    lowest: int | None
    highest: int | None
    mean: Decimal | None


def spreads(reports) -> list[Spread]:
    """Sum up every score of the reports in one query."""
    names = (*Scored.SCORES, "recommend")
    sums = {
        f"{name}_{kind}": how(name)
        for name in names
        for kind, how in (("lowest", Min), ("highest", Max), ("mean", Avg))
    }
    sums |= {f"{name}_n": _organisations(name) for name in names}
    found = reports.order_by().aggregate(**sums)
    least = Figure.objects.value(MEAN_NEEDS)
    return [_spread(reports.model, name, found, least) for name in names]


def _organisations(name: str) -> Count:
    """Count organisations, not reports: one that reported twice is still one."""
    return Count("organisation", distinct=True, filter=models.Q(**{f"{name}__isnull": False}))


def _spread(model, name: str, found: dict, least: Decimal) -> Spread:
    n, lowest, highest, mean = (found[f"{name}_{p}"] for p in ("n", "lowest", "highest", "mean"))
    rounded = Decimal(mean).quantize(Decimal("0.1"), ROUND_HALF_UP) if mean and n >= least else None
    return Spread(str(model._meta.get_field(name).verbose_name), n, lowest, highest, rounded)
