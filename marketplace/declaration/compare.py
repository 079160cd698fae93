"""Answers side by side, by the sections of the schema."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

from .question import Question, Section
from .said import Said
from .schema import Schema

NUMBERS = ("number", "money")
LINES_SHOWN = 3


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
    need: bool = False


@dataclass(frozen=True)
class Cell:
    """Celle: what one column answers to one question, in the ways a page can show it."""

    question: Question
    answer: Any
    language: str = ""
    is_asked: bool = True

    @cached_property
    def text(self) -> Said | None:
        """The answer in words; None when it is not stated."""
        words = self.question.display(self.answer) or None
        return Said.about(self.question, words, self.language)

    @property
    def is_number(self) -> bool:
        """Whether it is read digit below digit."""
        return self.question.type in NUMBERS

    @property
    def is_link(self) -> bool:
        """Whether it is an address to follow."""
        return self.question.type == "link" and str(self.answer).startswith(("https:", "http:"))

    @property
    def is_table(self) -> bool:
        """Whether it has rows of its own."""
        return self.question.type == "table" and bool(self.answer)

    @property
    def documents(self) -> list[dict[str, Any]]:
        """The documents it names."""
        return (self.answer or []) if self.question.type == "document" else []

    @property
    def lines(self) -> list[str]:
        """The rows of a table, each in one line."""
        return str(self.text).splitlines()

    @property
    def first_lines(self) -> list[str]:
        """What a compact view shows of a table."""
        return self.lines[:LINES_SHOWN]

    @property
    def more_lines(self) -> list[str]:
        """What a compact view folds away."""
        return self.lines[LINES_SHOWN:]


@dataclass(frozen=True)
class Row:
    """Rad: one question, with a cell for each column; None is not stated."""

    question: Question
    shown: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[str | None, ...]:
        """What each column answers, in words."""
        return tuple(cell.text for cell in self.shown)

    @property
    def differs(self) -> bool:
        """Whether the columns that are asked do not all say the same."""
        return len({cell.text for cell in self.shown if cell.is_asked}) > 1

    @property
    def is_answered(self) -> bool:
        """Whether any column says something."""
        return any(self.cells)


@dataclass(frozen=True)
class RowGroup:
    """Radgruppe: the rows of one section; a parent section may have none of its own."""

    section: Section
    rows: tuple[Row, ...]

    @property
    def answered(self) -> list[Row]:
        """The rows where somebody says something."""
        return [row for row in self.rows if row.is_answered]

    @property
    def unanswered(self) -> list[Row]:
        """The rows where nobody says anything."""
        return [row for row in self.rows if not row.is_answered]


@dataclass(frozen=True)
class Chapter:
    """Kapittel: a main section with the groups inside it."""

    section: Section
    groups: list[RowGroup]

    @property
    def number(self) -> int:
        """How many rows it has."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def unanswered(self) -> list[Row]:
        """The rows in it where nobody says anything."""
        return [row for group in self.groups for row in group.unanswered]


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
        answering = zip(self.columns, self._relevant, strict=True)
        said = [(column, answers.get(question.key)) for column, answers in answering]
        return Row(question, tuple(_cell(question, column, told) for column, told in said))

    def rows(self, section: Section) -> tuple[Row, ...]:
        """The rows of a section, without those of the sections inside it."""
        rows = self._all_rows(section)
        return tuple(row for row in rows if row.differs or not self.differing_only)

    def _all_rows(self, section: Section) -> list[Row]:
        asked = [q for q in section.questions if q.compared and (q.need or not self.need)]
        return [self.row(question) for question in asked]

    @property
    def alike(self) -> int:
        """How many rows say the same in every column."""
        rows = [row for part in self.schema.walk() for row in self._all_rows(part)]
        return sum(not row.differs for row in rows)

    def chapters(self) -> list[Chapter]:
        """The main sections, each with its parts."""
        groups = {group.section.key: group for group in self.sections()}
        mains = [group for group in groups.values() if group.section.level == 1]
        return [
            Chapter(main.section, [groups[p.key] for p in main.section.walk() if p.key in groups])
            for main in mains
        ]

    def sections(self) -> list[RowGroup]:
        """The sections that have rows, in reading order; a parent comes before its parts."""
        groups = {part.key: RowGroup(part, self.rows(part)) for part in self.schema.walk()}
        return [
            group
            for group in groups.values()
            if any(groups[part.key].rows for part in group.section.walk())
        ]


def _cell(question: Question, column: Comparable, told: Any) -> Cell:
    is_asked = question.need or not getattr(column, "need", False)
    return Cell(question, told, getattr(column, "language", ""), is_asked)
