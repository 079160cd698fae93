"""A price as something that can be reckoned with and read out, wherever it was written down."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from marketplace.templatetags.fkj import thousands

from .cost import Cost, Period, Scale, Tiering, cost, falling_due


class CountedBy(models.TextChoices):
    """Telles etter: what a price is multiplied by."""

    FIXED = "fixed", _("Ingenting: prisen er fast")
    INHABITANT = "inhabitant", _("Innbyggere i kommunen")
    USER = "user", _("Brukere (ansatte som logger inn)")
    HOUR = "hour", _("Timer")
    DAY = "day", _("Dager")


class About(models.TextChoices):
    """Gjelder: the solution itself, or something that goes with it."""

    SOLUTION = "solution", _("Selve løsningen")
    ADDON = "addon", _("Tilleggsprodukt")
    SERVICE = "service", _("Tjeneste, for eksempel opplæring, oppstart eller migrering")


EACH = {
    CountedBy.INHABITANT: _("per innbygger"),
    CountedBy.USER: _("per bruker"),
    CountedBy.HOUR: _("per time"),
    CountedBy.DAY: _("per dag"),
}
UNITS = {
    CountedBy.FIXED: "",
    CountedBy.INHABITANT: _("innbyggere"),
    CountedBy.USER: _("brukere"),
    CountedBy.HOUR: _("timer"),
    CountedBy.DAY: _("dager"),
}
BY_NUMBER = (CountedBy.HOUR, CountedBy.DAY)


def kroner(amount: Decimal) -> str:
    """1234.5 → «1 234,50 kr», with four decimals only where they say something."""
    if amount == round(amount, 2):
        return f"{thousands(amount)} {_now('kr')}"
    text = f"{amount:,.4f}".rstrip("0").replace(",", "\u00a0").replace(".", ",")
    return f"{text} {_now('kr')}"


@dataclass(frozen=True)
class PriceTag:
    """Prislapp: one price with its scale. Equal whether it came from a table or from JSON."""

    counted_by: str
    tiering: str
    period: str
    scale: Scale
    pk: int | None = None
    about: str = About.SOLUTION
    name: str = ""
    description: str = ""

    def cost(self, quantity: int) -> Cost:
        """What so many cost."""
        return falling_due(self.period, cost(self.tiering, self.scale, quantity))

    def quantity_of(self, inhabitants=None, users=None, number=None) -> int | None:
        """How many it is counted for, or None when that is not known."""
        counts = {CountedBy.FIXED: 1, CountedBy.INHABITANT: inhabitants, CountedBy.USER: users}
        return counts.get(self.counted_by, number)

    @property
    def is_by_number(self) -> bool:
        """Tell whether the buyer says how many: hours or days."""
        return self.counted_by in BY_NUMBER

    @property
    def has_tiers(self) -> bool:
        """Tell whether the price depends on how many there are."""
        return len(self.scale) > 1

    @property
    def unit(self) -> str:
        """What is counted, in plural."""
        return str(UNITS[self.counted_by])

    @property
    def each(self) -> str:
        """«per innbygger per år»: what one price stands for."""
        is_sum = self.tiering == Tiering.SINGLE
        counted = "" if is_sum else EACH.get(self.counted_by, "")
        is_plain = self.period == Period.ONE_OFF and counted
        words = [counted, "" if is_plain else Period(self.period).label]
        return " ".join(str(word) for word in words if word)

    @property
    def text(self) -> str:
        """The price in words; the lowest one when there are several."""
        lowest = min(price for _start, price in self.scale)
        words = f"{kroner(lowest)} {self.each}"
        return _now("Fra %(price)s") % {"price": words} if self.has_tiers else words

    @property
    def tiers(self) -> list[tuple[int, int | None, str]]:
        """For a table: from how many, to how many (None is «and above»), the price in words."""
        ends: list[int | None] = [start - 1 for start, _price in self.scale[1:]]
        pairs = zip(self.scale, [*ends, None], strict=True)
        return [(start, end, kroner(price)) for (start, price), end in pairs]

    @property
    def tiering_text(self) -> str:
        """How the scale is read."""
        return str(Tiering(self.tiering).label)

    def as_json(self) -> dict:
        """For the read model on the listing."""
        told = {name: getattr(self, name) for name in PLAIN}
        return told | {"scale": [[start, str(price)] for start, price in self.scale]}

    @classmethod
    def from_json(cls, told: dict) -> "PriceTag":
        """Read back what `as_json` wrote."""
        scale = tuple((start, Decimal(price)) for start, price in told["scale"])
        return cls(**{name: told[name] for name in PLAIN}, scale=scale)


PLAIN = ("counted_by", "tiering", "period", "pk", "about", "name", "description")
