"""The index that this process holds, brought up to date before every use."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, OuterRef

from marketplace.models import ServiceArea
from marketplace.search import NorwegianOrder

from .adoption import Adoption
from .band import SizeBand
from .listing import Listing
from .pulse import News, ShelfPulse
from .shelf import standing_on_shelf
from .shelf_index import FIELDS, ShelfIndex

FEW = 200
_held = ShelfIndex()


def shelf() -> ShelfIndex:
    """The shelf as it is now: one question when nothing has happened, a few when something has.

    What is read after the version was told may be newer than it, never older; then the next
    reader only asks once more.
    """
    global _held
    if (news := ShelfPulse.objects.news(_held.version)).pulses is not None:
        _held = brought_up_to_date(_held, news)
    return _held


def areas() -> list[ServiceArea]:
    """Every service area in tree order, as they were when the index was brought up to date."""
    return _held.remembered.of("areas", lambda: list(ServiceArea.objects.all()))


def brought_up_to_date(held: ShelfIndex, news: News) -> ShelfIndex:
    """The index with what has happened since: a few listings, what stands, or all of it."""
    known = frozenset(number for number, _scope, _listing in news.pulses)
    fresh = [one for one in news.pulses if one[0] not in held.pulses]
    scopes = {scope for _number, scope, _listing in fresh}
    changed = {listing for _number, scope, listing in fresh if scope == "listing"}
    # A pulse that is gone was rolled back or tidied away: what it told is no longer known.
    is_lost = bool(held.pulses - known) or not held.version.startswith(f"{news.day}.")
    if is_lost or "all" in scopes or len(changed) > FEW:
        return built(Listing.objects.all()).renamed(news.version, known)
    if changed:
        held = held.with_rows(rows_of(Listing.objects.filter(pk__in=changed)))
    if "standing" in scopes:
        held = held.with_standing(Listing.objects.on_shelf().values_list("pk", flat=True))
    return held.renamed(news.version, known)


def built(listings) -> ShelfIndex:
    """An index of all of them from the truth."""
    return ShelfIndex().with_rows(rows_of(listings))


def rows_of(listings) -> list[tuple]:
    """What the index keeps of each listing, as FIELDS names it."""
    stands = ExpressionWrapper(standing_on_shelf(), output_field=BooleanField())
    order_key = NorwegianOrder("application__name")
    rows = listings.order_by().with_use().annotate(stands=stands, order_key=order_key)
    rows = rows.annotate(populations=ArraySubquery(populations_of_users()))
    told = rows.values_list(*FIELDS, "populations").iterator(chunk_size=5000)
    return [(*row[:2], row[2] | used_by(row[6]), *row[3:6]) for row in told]


def populations_of_users():
    """How many live in each of the municipalities that use a listing."""
    return (
        Adoption.objects.counted().filter(listing=OuterRef("pk")).values("organisation__population")
    )


def used_by(populations: list[int | None]) -> dict[str, list[str]]:
    """The filter value that municipalities of a size find a listing by."""
    bands = {SizeBand.of(number) for number in populations} - {None}
    return {"used_by": sorted(bands)} if bands else {}
