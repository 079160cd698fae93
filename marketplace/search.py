"""Norwegian order and full-text search on plain PostgreSQL, without any extension."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import F, Func, Value

CONFIG = "norwegian"


class NorwegianOrder(Func):
    """Sort key where æ, ø, å come last: the embedded server has no Norwegian collation."""

    template = "translate(lower(%(expressions)s), 'æøå', '{|}')"
    output_field = models.TextField()

    def __init__(self, field: str, **extra) -> None:
        super().__init__(F(field) if isinstance(field, str) else field, **extra)


def document(**weighted: str) -> SearchVector:
    """Build a search document: `document(A=name, B=summary, C=rest)`."""
    vectors = [
        SearchVector(Value(text), weight=weight, config=CONFIG) for weight, text in weighted.items()
    ]
    return sum(vectors[1:], vectors[0])


def query(text: str) -> SearchQuery:
    """Read what a person typed (words, "phrases", -not) as a search; never raises."""
    return SearchQuery(text.replace("\x00", " ")[:200], config=CONFIG, search_type="websearch")
