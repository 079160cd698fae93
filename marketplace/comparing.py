"""The page that lays up to four declarations side by side."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from marketplace.declaration import Column, Comparison

LIMIT = 4
Pair = tuple[str, str]


@dataclass(frozen=True)
class Tag:
    """Merke: a word about a column, with where to read more."""

    text: str | Promise
    colour: str = "neutral"
    url: str = ""


@dataclass(frozen=True)
class Side:
    """Side: what stands in one column, and how the address names it."""

    pair: Pair
    thing: Any
    title: str
    url: str
    subtitle: str
    answering: Any
    language: str = ""
    kind: str | Promise = ""
    picture: str = ""
    tags: list[Tag] = field(default_factory=list)

    @property
    def column(self) -> Column:
        """What it answers to the newest questions, however old its own are."""
        answers, is_need = self.answering.newest_answers, self.answering.asks_as_need
        return Column(self.title, answers, self.url, self.language, is_need)


@dataclass(frozen=True)
class Address:
    """Adresse: the query of the page, in the order it was written, and what it becomes."""

    pairs: tuple[Pair, ...]

    @classmethod
    def of(cls, request) -> "Address":
        """Read the query; names may repeat, and their order is the order of the columns."""
        pairs = parse_qsl(request.META.get("QUERY_STRING", ""), errors="replace")
        return cls(tuple((name, _plain(value)) for name, value in pairs))

    def asked(self, names) -> list[Pair]:
        """What is asked for under the names, each once; nonsense is left out."""
        found = [(name, value) for name, value in self.pairs if name in names and is_number(value)]
        return list(dict.fromkeys(found))

    def named(self, names) -> int:
        """How many different things are asked for, nonsense included."""
        return len({pair for pair in self.pairs if pair[0] in names})

    def without(self, pair: Pair) -> str:
        """The page without one pair."""
        return self._query(other for other in self.pairs if other != pair)

    def with_pair(self, pair: Pair, instead_of: Pair | None = None) -> str:
        """The page with one column more, or with one in the place of another."""
        if instead_of in self.pairs:
            return self._query(pair if other == instead_of else other for other in self.pairs)
        return self._query([*self.pairs, pair])

    def _query(self, pairs) -> str:
        kept = [pair for pair in pairs if pair[0] not in ("finn", "bytt")]
        return f"?{urlencode(kept)}"


class ComparePage(TemplateView):
    """Compares things of one model by the rows of their declaration: `?id=1&id=2`."""

    template_name = "components/compare_page.html"
    model = None
    title = _("Sammenlign")
    need = False
    names: tuple[str, ...] = ("id",)

    def sides(self) -> list[Side]:
        """The first four that exist and may be seen, in the order they were asked for."""
        asked = self.address.asked(self.names)[:LIMIT]
        rows = self.rows().filter(pk__in=[int(number) for _name, number in asked])
        found = {str(thing.pk): thing for thing in rows}
        return [self.side(pair, found[pair[1]]) for pair in asked if pair[1] in found]

    def side(self, pair: Pair, thing) -> Side:
        """One column."""
        language = getattr(thing, "language", "")
        url, line = thing.get_absolute_url(), self.subtitle(thing)
        return Side(pair, thing, str(thing), url, line, thing, language)

    def rows(self):
        """Where the things are looked for."""
        return self.model.objects.visible_to(self.request.user)

    def subtitle(self, thing) -> str:
        """A line under the title of a column."""
        return thing.get_status_display()

    def crumbs(self) -> list[tuple[str, str]]:
        """The way here."""
        return []

    @property
    def address(self) -> Address:
        """What the page is asked for."""
        return Address.of(self.request)

    def get_context_data(self, **kwargs):
        """Build the comparison, with all rows or only those that differ."""
        sides = self.sides()
        only = self.request.GET.get("only") == "differences"
        return super().get_context_data(
            title=self.title,
            crumbs=self.crumbs(),
            sides=[(side, self.address.without(side.pair)) for side in sides],
            things=[(side.thing, side.subtitle) for side in sides],
            comparison=self.compared(sides, only),
            only_differences=only,
            limit=LIMIT,
            left_out=self.address.named(self.names) - len(sides),
            **kwargs,
        )

    def compared(self, sides: list[Side], only: bool) -> Comparison | None:
        """Lay the answers side by side, or None when there is nothing to compare."""
        if not sides:
            return None
        schema = sides[0].answering.newest_schema
        comparison = Comparison(schema, [side.column for side in sides], need=self.need)
        return comparison.only_differences() if only else comparison


def _plain(value: str) -> str:
    """A number as it is usually written, so that 01 and 1 are the same column."""
    return str(int(value)) if is_number(value) else value


def is_number(text: str) -> bool:
    """Tell whether the text can be a row number in the database."""
    return text.isascii() and text.isdigit() and len(text) < 19
