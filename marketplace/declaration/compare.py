"""Answers side by side, by the sections of the schema."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from .question import Question, Section
from .schema import Schema


class Comparable(Protocol):
    """What a column needs: a title, an address and the answers."""

    title: str
    url: str
    answers: dict[str, Any]


@dataclass(frozen=True)
class Column:
    """Kolonne: one product or need in the comparison."""

    title: str
    answers: dict[str, Any]
    url: str = ""
    language: str = ""


@dataclass(frozen=True)
class Row:
    """Rad: one question, with a cell for each column; None is not stated."""

    question: Question
    cells: tuple[str | None, ...]

    @property
    def differs(self) -> bool:
        """Whether the columns do not all say the same."""
        return len(set(self.cells)) > 1


@dataclass(frozen=True)
class RowGroup:
    """Radgruppe: the rows of one section; a parent section may have none of its own."""

    section: Section
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Comparison:
    """Sammenligning: products and needs laid side by side."""

    schema: Schema
    columns: Iterable[Comparable]
    differing_only: bool = False
    need: bool = False
    _relevant: tuple[dict[str, Any], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        columns = tuple(self.columns)
        object.__setattr__(self, "columns", columns)
        relevant = tuple(self.schema.relevant(column.answers) for column in columns)
        object.__setattr__(self, "_relevant", relevant)

    def only_differences(self) -> Comparison:
        """The same comparison without the rows where all agree."""
        return replace(self, differing_only=True)

    def row(self, question: Question) -> Row:
        """The answers of every column to one question."""
        answers = [answers.get(question.key) for answers in self._relevant]
        return Row(question, tuple(question.display(answer) or None for answer in answers))

    def rows(self, section: Section) -> tuple[Row, ...]:
        """The rows of a section, without those of the sections inside it."""
        asked = [q for q in section.questions if q.compared and (q.need or not self.need)]
        rows = [self.row(question) for question in asked]
        return tuple(row for row in rows if row.differs or not self.differing_only)

    def sections(self) -> list[RowGroup]:
        """The sections that have rows, in reading order; a parent comes before its parts."""
        groups = {part.key: RowGroup(part, self.rows(part)) for part in self.schema.walk()}
        return [
            group
            for group in groups.values()
            if any(groups[part.key].rows for part in group.section.walk())
        ]
