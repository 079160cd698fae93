"""Norwegian order and full-text search on plain PostgreSQL, without any extension."""

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import F, Func

CONFIG = "norwegian"
MOST_TEXT = 200


class NorwegianOrder(Func):
    """Sort key where æ, ø, å come last: the embedded server has no Norwegian collation."""

    template = "translate(lower(%(expressions)s), 'æøå', '{|}')"
    output_field = models.TextField()

    def __init__(self, field: str, **extra) -> None:
        super().__init__(F(field) if isinstance(field, str) else field, **extra)


def query(text: str) -> SearchQuery:
    """Read what a person typed (words, "phrases", -not) as a search; never raises."""
    return SearchQuery(
        text.replace("\x00", " ")[:MOST_TEXT], config=CONFIG, search_type="websearch"
    )
