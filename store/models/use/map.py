"""The map of those who use something: where, how large, and how far they have come."""

from dataclasses import dataclass

from django.db.models import Q

from marketplace.map import HEIGHT, WIDTH, path, place
from marketplace.models import Organisation
from marketplace.remembered import remembered

from .band import SizeBand

DAY = 24 * 60 * 60
RADIUS = {None: 4.0, "small": 4.0, "medium": 5.0, "large": 6.5, "city": 8.0}


@dataclass(frozen=True)
class Mark:
    """Merke: one municipality; the shape tells the status, so that colour alone never does."""

    x: float
    y: float
    size: float
    status: str
    title: str

    @property
    def corner(self) -> tuple[float, float]:
        """Upper left of the square that is as large as the circle."""
        return round(self.x - self.size * 0.85, 1), round(self.y - self.size * 0.85, 1)

    @property
    def side(self) -> float:
        """How long the square's side is."""
        return round(self.size * 1.7, 1)

    @property
    def diamond(self) -> str:
        """The corners of a square that stands on its tip."""
        x, y, r = self.x, self.y, self.size * 1.15
        corners = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
        return " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)


@dataclass(frozen=True)
class UseMap:
    """Brukskart: every municipality as a dot, and marks for those that are meant."""

    all: str
    marks: list[Mark]
    numbers: list[tuple[str, str, int]]
    size: tuple[int, int] = (WIDTH, HEIGHT)


def draw(adoptions) -> UseMap | None:
    """Draw confirmed adoptions that have not ended; None when there is nobody to show."""
    shown = [row for row in adoptions if row.status in row.ACTIVE and row.is_confirmed]
    placed = [row for row in shown if row.organisation.latitude is not None]
    # The largest first, so that a small neighbour is not hidden behind a city.
    placed.sort(key=lambda row: -(row.organisation.population or 0))
    every = remembered("store:norway", outline, DAY)
    return UseMap(every, [_mark(row) for row in placed], _numbers(shown)) if placed else None


def outline() -> str:
    """All municipalities as dots, which together look like the country."""
    today = Q(valid_to__isnull=True)
    rows = Organisation.objects.municipalities().filter(today, latitude__isnull=False)
    return path(place(*where) for where in rows.order_by("pk").values_list("latitude", "longitude"))


def _mark(adoption) -> Mark:
    municipality = adoption.organisation
    x, y = place(municipality.latitude, municipality.longitude)
    size = RADIUS[SizeBand.of(municipality.population)]
    title = f"{municipality}: {adoption.get_status_display()}"
    return Mark(x, y, size, adoption.status, title)


def _numbers(adoptions) -> list[tuple[str, str, int]]:
    """For the legend: (status, its words, how many), the furthest first."""
    found = {row.status: row.get_status_display() for row in adoptions}
    order = ("in_use", "pilot", "considering")
    return [
        (status, found[status], sum(row.status == status for row in adoptions))
        for status in order
        if status in found
    ]
