"""What sort of municipalities use each listing, so that one finds what those like one's own use."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q

from ..use.adoption import Adoption
from ..use.band import SizeBand

SIZE, COUNTY = "used_by", "used_county"
Values = dict[int, dict[str, list[str]]]


def values_of(listings) -> Values:
    """The sizes and counties of those who use each listing now: what the filters find it by."""
    rows = Adoption.objects.counted().filter(listing__in=listings.order_by().values("pk"))
    where = rows.values_list("listing", "organisation__population", "organisation__county_number")
    found: dict[int, dict[str, set]] = defaultdict(lambda: {SIZE: set(), COUNTY: set()})
    for listing, inhabitants, county in where:
        band = SizeBand.of(inhabitants)
        found[listing][SIZE] |= {band.value} if band else set()
        found[listing][COUNTY] |= {county} if county else set()
    return {pk: {name: sorted(one) for name, one in told.items()} for pk, told in found.items()}


def used_by(rows, wanted: Q):
    """The listings that some municipality of this sort uses now."""
    users = Adoption.objects.counted().filter(wanted, listing=OuterRef("pk"))
    return rows.filter(Exists(users))


def of_sort(name: str, values: list[str]) -> Q:
    """Municipalities of one of the sizes, or in one of the counties."""
    wanted = Q(organisation__county_number__in=values) if name == COUNTY else Q(pk__in=[])
    for band in values if name == SIZE else []:
        wanted |= SizeBand(band).within("organisation__population")
    return wanted


def like(organisation) -> list[tuple[str, str]]:
    """The filters that find what those like the organisation use: [(filter, value)]."""
    band = SizeBand.of(organisation.population) if organisation else None
    county = organisation.county_number if band else ""
    return [pair for pair in ((SIZE, band and band.value), (COUNTY, county)) if pair[1]]
