"""What things cost: pure arithmetic on Decimal, with no rounding before the end.

A scale is a list of (from how many, price) in rising order. Each tier reaches to where the next one
begins and the last has no end, so there can be neither gap nor overlap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

Scale = Sequence[tuple[int, Decimal]]
MONTHS = 12
ØRE = Decimal("0.01")
NOTHING = Decimal(0)


class Tiering(models.TextChoices):
    """Prisberegning: how a scale of prices is read."""

    FLAT = "flat", _("Én pris")
    SINGLE = "single", _("Trinn: én sum for trinnet dere havner på")
    CUMULATIVE = "cumulative", _("Trinn: hvert trinn har sin egen pris, og trinnene legges sammen")
    VOLUME = "volume", _("Trinn: prisen på trinnet dere havner på gjelder for alle")


class Period(models.TextChoices):
    """Betalingsperiode: how often a price falls due."""

    MONTH = "month", _("per måned")
    YEAR = "year", _("per år")
    ONE_OFF = "one_off", _("én gang")


def price_at(scale: Scale, quantity: int) -> Decimal:
    """The price of the tier that the quantity falls in."""
    reached = [price for start, price in scale if start <= quantity]
    return reached[-1] if reached else NOTHING


def cost(tiering: str, scale: Scale, quantity: int) -> Decimal:
    """What one period costs for so many; nothing is paid for none."""
    if quantity < 1:
        return NOTHING
    if tiering == Tiering.CUMULATIVE:
        return _tier_by_tier(scale, quantity)
    price = price_at(scale, quantity)
    return price if tiering == Tiering.SINGLE else price * quantity


def _tier_by_tier(scale: Scale, quantity: int) -> Decimal:
    ends = [start - 1 for start, _price in scale[1:]] + [quantity]
    pairs = zip(scale, ends, strict=True)
    # A scale may begin at 0, but the first unit is number 1.
    return sum((_width(start, end, quantity) * price for (start, price), end in pairs), NOTHING)


def _width(start: int, end: int, quantity: int) -> int:
    return max(min(end, quantity) - max(start, 1) + 1, 0)


def rounded(amount: Decimal) -> Decimal:
    """To whole øre, half away from zero."""
    return amount.quantize(ØRE, ROUND_HALF_UP)


@dataclass(frozen=True)
class Cost:
    """Kostnad: what is paid each year and what is paid once, not yet rounded."""

    yearly: Decimal = NOTHING
    one_off: Decimal = NOTHING

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.yearly + other.yearly, self.one_off + other.one_off)

    def over(self, months: int) -> Decimal:
        """What it comes to over so many months, rounded at the end and only there."""
        return rounded(self.yearly * months / MONTHS + self.one_off)

    @property
    def per_year(self) -> Decimal:
        """The yearly part, rounded."""
        return rounded(self.yearly)

    @property
    def once(self) -> Decimal:
        """The part that is paid once, rounded."""
        return rounded(self.one_off)


def falling_due(period: str, amount: Decimal) -> Cost:
    """The cost of an amount that falls due so often."""
    if period == Period.ONE_OFF:
        return Cost(one_off=amount)
    return Cost(yearly=amount * MONTHS if period == Period.MONTH else amount)
