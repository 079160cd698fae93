"""Answers in rows and columns; a column is a small question of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from .. import fields
from .plain import AnswerType

if TYPE_CHECKING:
    from ..question import Question

EMPTY: tuple[Any, ...] = (None, "", [], {})


class Table(AnswerType):
    """Rows that are given by the question, or as many as one needs."""

    def field(self, question, **kwargs):
        cells = {column.key: self._cell(column) for column in question.columns}
        named = {row.value: row.label for row in question.rows}
        return fields.TableField(cells, named, question.max_rows, **kwargs)

    def store(self, question, cleaned):
        rows = [self._stored(question, row) for row in cleaned or []]
        return [row for row in rows if set(row) - {"row"}]

    def initial(self, answer):
        return answer or []

    def is_answered(self, question, answer):
        if question.rows:
            given = {row.get("row"): row for row in answer or []}
            return all(self._is_whole(question, given.get(row.value, {})) for row in question.rows)
        rows = answer or []
        enough = len(rows) >= max(question.min_rows, 1)
        return enough and all(self._is_whole(question, row) for row in rows)

    def lacks(self, question, answer):
        given = {row.get("row"): row for row in answer or []}
        fixed = [(one.label, given.get(one.value, {})) for one in question.rows]
        free = [(str(n), row) for n, row in enumerate(answer or [], 1)]
        told = [(name, self._missing(question, row)) for name, row in fixed or free]
        wanting = [f"{name}: {', '.join(missing)}" for name, missing in told if missing]
        short = answer and not fixed and len(answer) < question.min_rows
        few = [_("Fyll ut minst %(count)d rader.") % {"count": question.min_rows}] if short else []
        return (wanting + few) if answer else []

    def display(self, question, answer):
        return "\n".join(self._line(question, row) for row in answer)

    def cells(self, question: Question, row: dict[str, Any]) -> Iterator[tuple[Question, str]]:
        """The columns of a row with what stands in each, in words."""
        for column in question.columns:
            yield column, column.display(row.get(column.key))

    def row_label(self, question: Question, row: dict[str, Any]) -> str:
        """The name of a fixed row; a free one has none."""
        return next((one.label for one in question.rows if one.value == row.get("row")), "")

    def json_schema(self, question):
        cells = {column.key: column.json_schema() for column in question.columns}
        row = {"type": "object", "properties": cells, "additionalProperties": False}
        if question.rows:
            named = [{"const": one.value, "title": one.label} for one in question.rows]
            cells["row"] = {"type": "string", "oneOf": named}
            row["required"] = ["row"]
        return {"type": "array", "items": row, "maxItems": len(question.rows) or question.max_rows}

    def fitted(self, question, answer):
        names = {one.value for one in question.rows}
        known = [row for row in answer if not names or row.get("row") in names]
        rows = [self._fitted(question, row) for row in known[: len(names) or question.max_rows]]
        return [row for row in rows if set(row) - {"row"}]

    def words(self, question, answer):
        found = [(column, row.get(column.key)) for row in answer for column in question.columns]
        given = [(column, cell) for column, cell in found if cell not in EMPTY]
        return [word for column, cell in given for word in column.answer_type.words(column, cell)]

    def _stored(self, question: Question, row: dict[str, Any]) -> dict[str, Any]:
        cells = {c.key: c.answer_type.store(c, row.get(c.key)) for c in question.columns}
        given = {key: cell for key, cell in cells.items() if cell not in EMPTY}
        return ({"row": row["row"]} if question.rows else {}) | given

    def _cell(self, column: Question) -> forms.Field:
        field, unit = column.form_field(column.help), column.answer_type.unit(column)
        field.label = f"{column.label} ({unit})" if unit else column.label
        field.is_needed = column.required
        return field

    def _fitted(self, question: Question, row: dict[str, Any]) -> dict[str, Any]:
        asked = [column for column in question.columns if column.key in row]
        cells = {c.key: c.answer_type.fitted(c, row[c.key]) for c in asked}
        given = {key: cell for key, cell in cells.items() if cell not in EMPTY}
        return ({"row": row["row"]} if question.rows else {}) | given

    def _is_whole(self, question: Question, row: dict[str, Any]) -> bool:
        return bool(set(row) - {"row"}) and not self._missing(question, row)

    def _missing(self, question: Question, row: dict[str, Any]) -> list[str]:
        needed = [column for column in question.columns if column.required]
        return [column.label for column in needed if not column.is_answered(row.get(column.key))]

    def _line(self, question: Question, row: dict[str, Any]) -> str:
        told = ", ".join(words for _column, words in self.cells(question, row) if words)
        name = self.row_label(question, row)
        return f"{name}: {told}" if name else told
