"""Why a listing was found: the words of the search, marked where they stand."""

from django.contrib.postgres.search import SearchHeadline, SearchVector
from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.functions import Left
from django.utils.html import escape
from django.utils.safestring import SafeString

from marketplace.search import CONFIG, query

from .indexed import END_OF_SHOWN

# Private characters that the database puts around a word; they become tags after escaping.
START, STOP = "\ue000", "\ue001"
LONGEST_READ = 20_000
AROUND = {"config": CONFIG, "start_sel": START, "stop_sel": STOP}


def marking(text: str) -> dict:
    """What to add to the rows of one page: name and summary marked, else where it stands."""
    asked = query(text)
    short = SearchVector("application__name", "application__summary", config=CONFIG)
    part = {"max_fragments": 1, "max_words": 24, "min_words": 8}
    shown = Func("document__said", Value(END_OF_SHOWN), Value(1), function="split_part")
    said = SearchHeadline(Left(shown, LONGEST_READ), asked, **AROUND, **part)
    return {
        "marked_name": SearchHeadline(F("application__name"), asked, highlight_all=True, **AROUND),
        "marked_summary": SearchHeadline(
            F("application__summary"), asked, highlight_all=True, **AROUND
        ),
        "in_short": short,
        "marked_said": Case(
            When(in_short=asked, then=Value("")), default=said, output_field=TextField()
        ),
    }


def as_html(text: str) -> SafeString:
    """The marked text as HTML: everything is escaped before the marks become tags."""
    tags = escape(text).replace(START, "<mark>").replace(STOP, "</mark>")
    return SafeString(tags)
