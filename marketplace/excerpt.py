"""A few rows of a list on somebody else's page, with the way to the rest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

FEW, MANY = 5, 20
CHOSEN = "vis"


@dataclass(frozen=True)
class Line:
    """One row: where it leads, what it says, and the thing whose status is shown."""

    url: str
    text: str
    note: str = ""
    thing: object = None


@dataclass(frozen=True)
class Excerpt:
    """Utdrag: the first few of a list, or page by page when the address asks for it by key."""

    key: str
    page_obj: Page
    line: Callable[[object], Line]
    is_chosen: bool

    @property
    def count(self) -> int:
        """How many there are in all."""
        return self.page_obj.paginator.count

    @property
    def has_more(self) -> bool:
        """Tell whether some are left out."""
        return not self.is_chosen and self.page_obj.has_next()

    def lines(self) -> Iterable[Line]:
        """What is shown here."""
        return map(self.line, self.page_obj)


def excerpt(request, key: str, rows, line: Callable[[object], Line]) -> Excerpt:
    """Take the first few; or a page of them, when the address says `?vis=<key>&page=2`."""
    is_chosen = request.GET.get(CHOSEN) == key
    pages = Paginator(rows, MANY if is_chosen else FEW)
    page = pages.get_page(request.GET.get("page") if is_chosen else 1)
    return Excerpt(key, page, line, is_chosen)


def to_line(thing) -> Line:
    """A noun by its own name."""
    return Line(thing.get_absolute_url(), str(thing), thing=thing)
