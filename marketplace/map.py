"""A map of Norway drawn from where its municipalities lie: no tiles, no script, no borders."""

from dataclasses import dataclass
from math import cos, log, pi, radians, sin, tan

from marketplace.models import Organisation

# Lambert's conformal conic with two parallels, so that the north is not wider than it is.
SOUTH, NORTH, MIDDLE = radians(60), radians(69), radians(16)
CONE = log(cos(SOUTH) / cos(NORTH)) / log(tan(pi / 4 + NORTH / 2) / tan(pi / 4 + SOUTH / 2))
SCALE = cos(SOUTH) * tan(pi / 4 + SOUTH / 2) ** CONE / CONE
WIDTH, HEIGHT, ZOOM = 249, 296, 1240
ORIGIN_X, ORIGIN_Y = 132.3, -433.9


def place(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a point on the earth lies on the map, in its own units."""
    radius = SCALE / tan(pi / 4 + radians(latitude) / 2) ** CONE
    angle = CONE * (radians(longitude) - MIDDLE)
    x, y = radius * sin(angle), radius * cos(angle)
    return round(ORIGIN_X + ZOOM * x, 1), round(ORIGIN_Y + ZOOM * y, 1)


def path(points) -> str:
    """The points as one SVG path of dots."""
    return "".join(f"M{x:g} {y:g}h0" for x, y in points)


@dataclass(frozen=True)
class Map:
    """Kart: every municipality as a dot, and those that are meant as larger ones."""

    size: tuple[int, int]
    all: str
    marked: str


def norway(organisation: Organisation) -> Map | None:
    """Draw where a municipality or the municipalities of a county lie; None for others."""
    if not organisation.is_municipal:
        return None
    rows = Organisation.objects.municipalities().filter(latitude__isnull=False).order_by("pk")
    found = rows.values_list("pk", "county_number", "latitude", "longitude")
    dots = [(pk, county, place(*where)) for pk, county, *where in found]
    marked = [dot for pk, county, dot in dots if is_meant(organisation, pk, county)]
    return Map((WIDTH, HEIGHT), path(dot for *_rest, dot in dots), path(marked)) if marked else None


def is_meant(organisation: Organisation, pk: int, county: str) -> bool:
    """Tell whether the dot is the municipality itself, or lies in the county."""
    if organisation.kind == Organisation.Kind.COUNTY:
        return county == organisation.county_number
    return pk == organisation.pk
