"""The shelf as sets of listings: every filter value, what stands for sale, and how to sort."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from . import bits

NAME, MOST_USED, NEWEST = "name", "municipalities", "newest"
FIELDS = ("pk", "stands", "facets", "order_key", "published_at", "municipalities")
MOST_REMEMBERED = 500
Sets = dict[str, dict[str, int]]


class Remembered(OrderedDict):
    """Husket: what has been found out about one version of the shelf; the oldest go first."""

    def of(self, key: Any, make: Callable[[], Any]) -> Any:
        """What is remembered under the key, made now if it is not."""
        return self[key] if key in self else self.put(key, make())

    def put(self, key: Any, made: Any) -> Any:
        """Remember what was made, and forget the oldest of what is too much."""
        self[key] = made
        while len(self) > MOST_REMEMBERED:
            self.popitem(last=False)
        return made


@dataclass(frozen=True)
class ShelfIndex:
    """Hylleindeks: a picture of the shelf at one version, never changed, only replaced."""

    version: str = ""
    pulses: frozenset[int] = frozenset()
    listings: tuple[int, ...] = ()
    slot_of: dict[int, int] = field(default_factory=dict)
    standing: int = 0
    sets: Sets = field(default_factory=dict)
    keys: dict[str, list] = field(default_factory=lambda: {NAME: [], MOST_USED: [], NEWEST: []})
    remembered: Remembered = field(default_factory=Remembered)

    def __len__(self) -> int:
        return len(self.listings)

    def set_of(self, listings: Iterable[int]) -> int:
        """The set of these listings; those that the index does not know are left out."""
        slots = (self.slot_of[pk] for pk in listings if pk in self.slot_of)
        return bits.of(slots, len(self))

    def order(self, name: str) -> list[int]:
        """Every slot in the named order; the same name or number is settled by the name."""
        return self.remembered.of(("order", name), lambda: self._sorted(name))

    def _sorted(self, name: str) -> list[int]:
        by_name = sorted(range(len(self)), key=self.keys[NAME].__getitem__)
        if name == NAME:
            return by_name
        return sorted(by_name, key=self.keys[name].__getitem__, reverse=True)

    def rank(self, name: str) -> list[int]:
        """The place of every slot in the named order."""
        return self.remembered.of(("rank", name), lambda: self._ranked(name))

    def _ranked(self, name: str) -> list[int]:
        places = [0] * len(self)
        for place, slot in enumerate(self.order(name)):
            places[slot] = place
        return places

    def renamed(self, version: str, pulses: frozenset[int]) -> "ShelfIndex":
        """The same listings at a newer version, with nothing remembered."""
        return replace(self, version=version, pulses=pulses, remembered=Remembered())

    def with_standing(self, listings: Iterable[int]) -> "ShelfIndex":
        """The same listings, with another set for sale."""
        return replace(self, standing=self.set_of(listings))

    def with_rows(self, rows: list[tuple]) -> "ShelfIndex":
        """The same, with these listings as they are now; rows hold what FIELDS names."""
        listings, slot_of = self._with_slots([row[0] for row in rows])
        slots, size = [slot_of[row[0]] for row in rows], len(listings)
        changed = bits.of(slots, size)
        stands = bits.of((s for s, row in zip(slots, rows, strict=True) if row[1]), size)
        return replace(
            self,
            listings=listings,
            slot_of=slot_of,
            standing=self.standing & ~changed | stands,
            sets=self._with_values(slots, rows, changed, size),
            keys=self._with_keys(slots, rows, size),
        )

    def _with_slots(self, listings: list[int]) -> tuple[tuple[int, ...], dict[int, int]]:
        fresh = [pk for pk in listings if pk not in self.slot_of]
        start = len(self)
        slot_of = self.slot_of | {pk: start + n for n, pk in enumerate(fresh)}
        return (*self.listings, *fresh), slot_of

    def _with_values(self, slots: list[int], rows: list[tuple], changed: int, size: int) -> Sets:
        members: dict[tuple[str, str], list[int]] = {}
        for slot, row in zip(slots, rows, strict=True):
            for name, values in row[2].items():
                for value in values:
                    members.setdefault((name, value), []).append(slot)
        sets = {n: {v: old & ~changed for v, old in one.items()} for n, one in self.sets.items()}
        for (name, value), found in members.items():
            old = sets.setdefault(name, {}).get(value, 0)
            sets[name][value] = old | bits.of(found, size)
        return sets

    def _with_keys(self, slots: list[int], rows: list[tuple], size: int) -> dict[str, list]:
        told = {NAME: 3, MOST_USED: 5}
        keys = {name: list(old) + [None] * (size - len(old)) for name, old in self.keys.items()}
        for slot, row in zip(slots, rows, strict=True):
            for name, column in told.items():
                keys[name][slot] = row[column]
            keys[NEWEST][slot] = row[4].timestamp() if row[4] else 0
        return keys
