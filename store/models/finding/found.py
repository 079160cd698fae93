"""What a search finds: the hits in order, and every count, cut from the shelf's sets."""

from functools import reduce
from itertools import islice
from operator import or_

from django.utils.functional import cached_property

from . import bits
from .document import SearchDocument
from .index import NAME, ShelfIndex

RELEVANCE = "relevance"
# Below this share of the shelf it pays to sort the hits instead of walking through the whole order.
SPARSE = 8
Chosen = dict[str, list[str]]


class Found:
    """Funnet: the listings that meet a text and some filters, sorted; asks only for the text."""

    def __init__(
        self, index: ShelfIndex, text: str = "", chosen: Chosen | None = None, sort=""
    ) -> None:
        self.index, self.text, self.chosen = index, text, chosen or {}
        self.sort = sort or (RELEVANCE if text else NAME)

    @cached_property
    def matched(self) -> tuple[int, dict[int, float]]:
        """The set that the text finds, and how well the best fit; without a text, everything."""
        if not self.text:
            return self.index.standing, {}
        return self.index.remembered.of(("text", self.text), self._match)

    def _match(self) -> tuple[int, dict[int, float]]:
        listings, weights = SearchDocument.objects.find(self.text)
        slot_of = self.index.slot_of
        ranks = {slot_of[pk]: weight for pk, weight in weights.items() if pk in slot_of}
        return self.index.set_of(listings) & self.index.standing, ranks

    @cached_property
    def meeting(self) -> dict[str, int]:
        """The set that meets each filter in use; any of its values will do."""
        return {
            name: reduce(or_, (self.index.sets.get(name, {}).get(v, 0) for v in values), 0)
            for name, values in self.chosen.items()
        }

    def besides(self, name: str = "") -> int:
        """The set that meets the text and every filter but this one."""
        found = self.matched[0]
        for other, meeting in self.meeting.items():
            if other != name:
                found &= meeting
        return found

    @cached_property
    def hits(self) -> int:
        """The set that meets everything."""
        return self.besides()

    def count(self) -> int:
        """How many hits there are."""
        return self.hits.bit_count()

    @cached_property
    def counts(self) -> dict[tuple[str, str], int]:
        """How many hits each value would give, all other filters kept: {(filter, value): n}."""
        told = {}
        for name, values in self.index.sets.items():
            base = self.besides(name) if name in self.chosen else self.hits
            told |= {(name, value): (base & one).bit_count() for value, one in values.items()}
        return told

    def ways_out(self) -> dict[str, int]:
        """Which one filter to lift, and how many hits that gives: {filter: n}; q is the text."""
        ways = {name: self.besides(name).bit_count() for name in self.chosen}
        if self.text:
            untold = Found(self.index, "", self.chosen)
            ways["q"] = untold.count()
        return {name: number for name, number in ways.items() if number}

    def __getitem__(self, part: slice) -> list[int]:
        """The numbers of the listings in a part of the order."""
        listings = self.index.listings
        return [listings[slot] for slot in islice(self._in_order(), part.start, part.stop)]

    def _in_order(self):
        if self.sort == RELEVANCE:
            return self._by_relevance()
        if self.count() * SPARSE < len(self.index):
            return sorted(bits.slots(self.hits), key=self.index.rank(self.sort).__getitem__)
        return bits.among(bits.as_bytes(self.hits), self.index.order(self.sort))

    def _by_relevance(self):
        """Best first; after those that are weighed, the rest by name."""
        weights, places = self.matched[1], self.index.rank(NAME)
        field = bits.as_bytes(self.hits)
        weighed = list(bits.among(field, weights))
        weighed.sort(key=lambda slot: (-weights[slot], places[slot]))
        yield from weighed
        yield from (s for s in bits.among(field, self.index.order(NAME)) if s not in weights)
