"""An answer in words, and the language of those words when a person wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .question import Question

FREE_TEXT = {"text", "short_text"}


@dataclass(frozen=True)
class Written:
    """Svartabell: a table answer as a page draws it; the first cell of a row is its name."""

    headings: list[str]
    rows: list[list[Said]]

    @classmethod
    def of(cls, question: Question, answer: list[dict[str, Any]], language: str) -> Written:
        """The columns that hold something, and the rows; a fixed row begins with its name."""
        used = [c for c in question.columns if any(row.get(c.key) is not None for row in answer)]
        named = [[Said(question.answer_type.row_label(question, row))] for row in answer]
        cells = [[Said.cell(c, row.get(c.key), language) for c in used] for row in answer]
        headings = [column.label for column in used]
        if not question.rows:
            return cls(headings, cells)
        return cls(["", *headings], [name + row for name, row in zip(named, cells, strict=True)])


class Said(str):
    """Utsagn: text that knows its language; empty when it is in the reader's own.

    A table, a link and documents also know how to be drawn as what they are.
    """

    language = ""
    table: Written | None = None
    href = ""
    files: tuple[dict[str, Any], ...] = ()

    @classmethod
    def about(cls, question: Question, text: str | None, language: str) -> Said | None:
        """Mark what a person wrote; what was picked from a list is translated already."""
        if text is None:
            return None
        said = cls(text)
        said.language = language if question.type in FREE_TEXT else ""
        return said

    @classmethod
    def cell(cls, column: Question, answer: Any, language: str) -> Said:
        """What stands in a cell of a table."""
        return cls.about(column, column.display(answer), language)

    @classmethod
    def answer(cls, question: Question, answer: Any, language: str) -> Said:
        """The same, with what a page needs to draw it as more than text."""
        said = cls.about(question, question.display(answer), language)
        if answer and question.type == "table":
            said.table = Written.of(question, answer, language)
        if question.type == "link" and str(answer).startswith(("https://", "http://")):
            said.href = answer
        if answer and question.type == "document":
            said.files = tuple(answer)
        return said
