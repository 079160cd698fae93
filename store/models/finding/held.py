"""The index that this process holds, brought up to date before every use."""

import time

from django.db.models import Count

from marketplace.models import Organisation, ServiceArea
from marketplace.search import NorwegianOrder

from ..listing import Listing
from ..use.adoption import Adoption
from .index import ShelfIndex
from .pulse import News, ShelfPulse
from .users_like import values_of

FEW = 200
_held, _asked_at = ShelfIndex(), float("-inf")


def shelf(trusted: float = 0) -> ShelfIndex:
    """The shelf as it is now: one question when nothing has happened, a few when something has.

    An answer younger than `trusted` seconds is taken as still true. What is read after the
    version was told may be newer than it, never older; then the next reader only asks once more.
    """
    global _held, _asked_at
    asking_at = time.monotonic()
    if asking_at - _asked_at < trusted:
        return _held
    if (news := ShelfPulse.objects.news(_held.version)).pulses is not None:
        _held = brought_up_to_date(_held, news)
    _asked_at = asking_at
    return _held


def areas() -> list[ServiceArea]:
    """Every service area in tree order, as they were when the index was brought up to date."""
    return _held.remembered.of("areas", lambda: list(ServiceArea.objects.all()))


def counties() -> list[tuple[str, str]]:
    """Every county that has municipalities, as they were then: (number, name)."""
    rows = Organisation.objects.municipalities().order_by("county_number")
    pairs = rows.values_list("county_number", "county_name").distinct()
    return _held.remembered.of("counties", lambda: list(pairs))


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
    """What the index keeps of each listing, as FIELDS names it.

    A few plain questions: asked as one, the database looks things up for each row.
    """
    standing = set(listings.on_shelf().order_by().values_list("pk", flat=True))
    used, numbers = values_of(listings), numbers_of(listings)
    named = listings.order_by().annotate(order_key=NorwegianOrder("application__name"))
    rows = named.values_list("pk", "facets", "order_key", "published_at")
    return [
        (pk, pk in standing, facets | used.get(pk, {}), key, since, numbers.get(pk, 0))
        for pk, facets, key, since in rows.iterator(chunk_size=5000)
    ]


def numbers_of(listings) -> dict[int, int]:
    """How many municipalities have each in use; those with none are left out."""
    rows = Adoption.objects.counted().filter(listing__in=listings.order_by().values("pk"))
    counted = rows.order_by().values("listing").annotate(number=Count("pk"))
    return dict(counted.values_list("listing", "number"))
