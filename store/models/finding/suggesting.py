"""What is suggested while somebody types: what is for sale, by how its names begin."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from marketplace.models import Organisation

from ..listing import Listing
from .held import areas, shelf
from .index import MOST_USED, ShelfIndex

WORD = re.compile(r"\w+")
LISTINGS, SUPPLIERS, AREAS, CANDIDATES = 6, 2, 3, 60
SHORTEST, LONGEST = 2, 60


@dataclass(frozen=True)
class Suggestion:
    """Forslag: a name, what it is the name of, and where it leads."""

    kind: str
    text: str
    url: str


def suggestions(typed: str) -> list[Suggestion]:
    """A handful of each kind, the most used first; nothing that is not for sale now."""
    words = WORD.findall(typed[:LONGEST].lower())
    if len("".join(words)) < SHORTEST:
        return []
    index = shelf()
    return [*_listings(words, index), *_areas(words, index), *_suppliers(words)]


def _listings(words: list[str], index: ShelfIndex) -> list[Suggestion]:
    asked = " & ".join(f"{word}:*A" for word in words)
    begins_so = SearchQuery(asked, config="simple", search_type="raw")
    rows = Listing.objects.filter(document__names=begins_so)
    found = rows.order_by().select_related("application")[:CANDIDATES]
    stands = [one for one in found if index.standing & index.set_of([one.pk])]
    places = index.rank(MOST_USED)
    stands.sort(key=lambda one: places[index.slot_of[one.pk]])
    return [Suggestion(_("Løsning"), str(o), o.get_absolute_url()) for o in stands[:LISTINGS]]


def _areas(words: list[str], index: ShelfIndex) -> list[Suggestion]:
    known = index.sets.get("area", {})
    fitting = [area for area in areas() if begins(area.title, words)]
    filled = [area for area in fitting if known.get(area.path, 0) & index.standing]
    here = reverse("store:listings")
    return [
        Suggestion(_("Tjenesteområde"), area.title, f"{here}?{urlencode({'area': area.path})}")
        for area in filled[:AREAS]
    ]


def _suppliers(words: list[str]) -> list[Suggestion]:
    begin = reduce(and_, (Q(name__iregex=rf"\m{word}") for word in words))
    sold = Listing.objects.on_shelf().filter(application__supplier=OuterRef("pk"))
    rows = Organisation.objects.filter(begin, Exists(sold), kind=Organisation.Kind.SUPPLIER)
    here = reverse("store:listings")
    return [
        Suggestion(_("Leverandør"), one.name, f"{here}?{urlencode({'q': quoted(one.name)})}")
        for one in rows.in_order()[:SUPPLIERS]
    ]


def begins(name: str, words: list[str]) -> bool:
    """Tell whether each of the words begins some word of the name."""
    parts = WORD.findall(name.lower())
    return all(any(part.startswith(word) for part in parts) for word in words)


def quoted(name: str) -> str:
    """The words of a name side by side, as a search understands it."""
    return '"{}"'.format(name.replace('"', " "))
