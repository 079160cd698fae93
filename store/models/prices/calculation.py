"""What one municipality would pay: the answer of the price calculator, line by line."""

from dataclasses import dataclass, replace
from decimal import Decimal

from .cost import MONTHS, Cost
from .tag import CountedBy, PriceTag

SIZES = (1_000, 5_000, 10_000, 25_000, 50_000, 100_000)
WIDEST = 300


@dataclass(frozen=True)
class Line:
    """Linje: one price, for how many, and what it comes to; None when the number is not known."""

    tag: PriceTag
    quantity: int | None

    @property
    def cost(self) -> Cost | None:
        """What the line costs."""
        return self.tag.cost(self.quantity) if self.quantity is not None else None

    def counted_for(self, inhabitants: int) -> "Line":
        """The same line for a municipality of another size."""
        return replace(self, quantity=inhabitants) if self.is_by_inhabitant else self

    @property
    def is_by_inhabitant(self) -> bool:
        """Tell whether the size of the municipality decides."""
        return self.tag.counted_by == CountedBy.INHABITANT


@dataclass(frozen=True)
class Bar:
    """Søyle: one size of municipality in the picture."""

    inhabitants: int
    yearly: Decimal
    width: int
    is_ours: bool


@dataclass(frozen=True)
class Calculation:
    """Beregning: the lines, what they come to each year and once, and over the years."""

    lines: list[Line]
    years: int
    inhabitants: int

    @classmethod
    def of(cls, main: PriceTag, extras, *, years: int, inhabitants, users) -> "Calculation":
        """Count each price for the municipality; `extras` are (price, number) pairs."""
        counts = {"inhabitants": inhabitants, "users": users}
        lines = [Line(main, main.quantity_of(**counts))]
        lines += [Line(tag, tag.quantity_of(**counts, number=n)) for tag, n in extras]
        return cls(lines, years, inhabitants)

    @property
    def is_whole(self) -> bool:
        """Tell whether every line could be reckoned."""
        return all(line.cost is not None for line in self.lines)

    @property
    def cost(self) -> Cost:
        """Everything together."""
        return sum((line.cost for line in self.lines if line.cost), Cost())

    @property
    def total(self) -> Decimal:
        """Over all the years, with what is paid once."""
        return self.cost.over(self.years * MONTHS)

    def bars(self) -> list[Bar]:
        """The same choice for municipalities of other sizes, when that makes a difference."""
        if not any(line.is_by_inhabitant for line in self.lines):
            return []
        sizes = sorted({*SIZES, self.inhabitants})
        costs = {size: self._yearly_for(size) for size in sizes}
        most = max(costs.values()) or Decimal(1)
        return [
            Bar(size, amount, round(amount / most * WIDEST), size == self.inhabitants)
            for size, amount in costs.items()
        ]

    def _yearly_for(self, inhabitants: int) -> Decimal:
        counted = [
            (
                line.tag,
                inhabitants if line.tag.counted_by == CountedBy.INHABITANT else line.quantity,
            )
            for line in self.lines
        ]
        return sum((tag.cost(n) for tag, n in counted if n is not None), Cost()).per_year
