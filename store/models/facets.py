"""Exact counts for every filter value, each after all the other filters, in one statement."""

import json

from django.db import connection
from django.db.models import Q

Chosen = dict[str, list[str]]

# `missed` lists the filters that a row does not meet. A value is counted for the rows that miss
# no other filter than its own.
COUNTED = """
WITH hit AS (
    SELECT found.facets, ARRAY(
        SELECT chosen.key FROM jsonb_each(%s::jsonb) AS chosen
        WHERE NOT coalesce(found.facets -> chosen.key, '[]'::jsonb)
            ?| ARRAY(SELECT jsonb_array_elements_text(chosen.value))
    ) AS missed
    FROM ({found}) AS found
)
"""
BY_VALUE = """
SELECT facet.name, said.value, count(*)
FROM hit, jsonb_each(hit.facets) AS facet(name, answers),
    jsonb_array_elements_text(facet.answers) AS said(value)
WHERE hit.missed <@ ARRAY[facet.name]
GROUP BY facet.name, said.value
"""
BY_MISSED = """
SELECT lifted.name, count(*) FROM hit, jsonb_object_keys(%s::jsonb) AS lifted(name)
WHERE hit.missed <@ ARRAY[lifted.name]
GROUP BY lifted.name
"""


def matching(rows, chosen: Chosen):
    """The rows that meet every filter; any of a filter's values will do. Uses the GIN index."""
    for key, values in chosen.items():
        wanted = Q()
        for value in values:
            wanted |= Q(facets__contains={key: [value]})
        rows = rows.filter(wanted)
    return rows


def counts(rows, chosen: Chosen) -> dict[tuple[str, str], int]:
    """How many rows each value would give, all other filters kept: {(filter, value): n}."""
    return {(key, value): n for key, value, n in _ask(rows, chosen, BY_VALUE)}


def without(rows, chosen: Chosen) -> dict[str, int]:
    """How many rows there would be if one filter were lifted: {filter: n}."""
    return dict(_ask(rows, chosen, BY_MISSED, json.dumps(chosen)))


def _ask(rows, chosen: Chosen, question: str, *parameters) -> list[tuple]:
    found, given = rows.order_by().values("facets").query.sql_with_params()
    # Only SQL that Django wrote is put in; everything that a reader chose is a parameter.
    statement = COUNTED.replace("{found}", found) + question
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(chosen), *given, *parameters])
        return cursor.fetchall()
