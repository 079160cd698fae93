"""What is kept of one listing so that it is found: its text, its filter values and its words."""

import json
import re
from collections.abc import Iterator

from django.utils.functional import cached_property
from django.utils.translation import override

WORD = re.compile(r"[^\W\d_]{4,40}")
# What stands before it is shown to readers; the words of other languages come after it.
END_OF_SHOWN = "\ue002"


class Indexed:
    """Indeksert: one listing as search and filters know it, read from the truth."""

    def __init__(self, listing) -> None:
        self.listing, self.application = listing, listing.application
        self.areas = list(self.application.areas.all())
        self.schema = listing.version.newest_schema
        self.answers = listing.version.newest_answers

    @cached_property
    def said(self) -> str:
        """The declaration and the areas in words, in every language."""
        names = [n for area in self.areas for n in (area.name, area.name_nn, area.name_en)]
        every = [*self.schema.search_text(self.answers).split("\n"), *names]
        with override("nb"):
            shown = self.schema.spoken(self.answers)
        said = set("\n".join(shown).split("\n"))
        rest = [line for line in dict.fromkeys(every) if line not in said]
        return "\n".join([*shown, END_OF_SHOWN, *rest])

    @property
    def text(self) -> tuple[int, str, str, str, str]:
        """The search document's line: name over summary and supplier over the declaration."""
        application = self.application
        supplier = application.supplier.name
        return self.listing.pk, application.name, application.summary, supplier, self.said

    @property
    def facets(self) -> tuple[int, str]:
        """What the filters find it by: its answers, and its areas with all above them."""
        paths = {path for area in self.areas for path in upwards(area.path)}
        values = self.schema.facets(self.answers) | {"area": sorted(paths)}
        return self.listing.pk, json.dumps(values)

    @property
    def words(self) -> Iterator[str]:
        """Every word that somebody may have meant, in small letters."""
        return (word.lower() for part in self.text[1:] for word in WORD.findall(part))


def upwards(path: str) -> list[str]:
    """`a/b/c` is also `a/b` and `a`."""
    parts = path.split("/")
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]
