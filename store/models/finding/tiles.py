"""The service areas on the store's front page, with what is found in each."""

from django.db.models import Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat

from innovation.models import Need
from marketplace.models import ServiceArea
from marketplace.remembered import remembered


def area_tiles(counts: dict[tuple[str, str], int]) -> list[dict]:
    """Each area with its needs, and its listings as the filter has counted them."""
    known = remembered("store:area-tiles", _areas)
    return [area | {"listings": counts.get(("area", area["path"]), 0)} for area in known]


def _areas() -> list[dict]:
    rows = ServiceArea.objects.tops().order_by("order").annotate(wanted=_needs_within())
    return [
        {"path": area.path, "title": area.title, "icon": area.icon, "needs": area.wanted}
        for area in rows
    ]


def _needs_within() -> Subquery:
    """How many needs are in play in the area and below it."""
    below = Concat(OuterRef("path"), Value("/"))
    here = Q(area__path=OuterRef("path")) | Q(area__path__startswith=below)
    rows = Need.objects.in_play().filter(here).order_by()
    # Not `Count`: it would be counted for each need, not for all of them.
    return Subquery(rows.annotate(number=Func("pk", function="COUNT")).values("number"))
