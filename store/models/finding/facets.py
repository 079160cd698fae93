"""Filter values of the declaration, asked for in the database."""

from django.db.models import Q

Chosen = dict[str, list[str]]


def matching(rows, chosen: Chosen):
    """The rows that meet every filter; any of a filter's values will do. Uses the GIN index."""
    for key, values in chosen.items():
        wanted = Q()
        for value in values:
            wanted |= Q(facets__contains={key: [value]})
        rows = rows.filter(wanted)
    return rows
