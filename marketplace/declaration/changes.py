"""What was answered otherwise than before, question by question and across versions of a schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from marketplace.differences import Line, differences

from .carrying import Outcome
from .question import Question, Section

if TYPE_CHECKING:
    from .schema import Answers, Schema

WRITTEN = {"text", "short_text", "yes_no_why"}
Row = dict[str, Any]


class Kind(StrEnum):
    """Endringsart: what happened to an answer, or to a row of a table."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @classmethod
    def of(cls, before: Any, after: Any) -> Kind:
        """Which it was, from what stood there before and what stands there now."""
        if before in (None, "", [], {}):
            return cls.ADDED
        return cls.REMOVED if after in (None, "", [], {}) else cls.CHANGED


@dataclass(frozen=True)
class RowChange:
    """Radendring: one row of a table that is new, gone or says something else."""

    kind: Kind
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """Endring: one question with another answer than before."""

    question: Question
    before_answer: Any
    after_answer: Any

    @property
    def kind(self) -> Kind:
        """Whether the answer is new, gone or another one."""
        return Kind.of(self.before_answer, self.after_answer)

    @property
    def before(self) -> str:
        """The answer before, in words."""
        return self.question.display(self.before_answer)

    @property
    def after(self) -> str:
        """The answer now, in words."""
        return self.question.display(self.after_answer)

    @property
    def lines(self) -> list[Line]:
        """What was written, with the words that changed; nothing for what is picked or counted."""
        is_text = self.question.type in WRITTEN and self.kind == Kind.CHANGED
        return differences(self.before, self.after) if is_text else []

    @property
    def rows(self) -> list[RowChange]:
        """The rows of a table that are not as they were."""
        is_table = self.question.type == "table"
        before, after = self.before_answer or [], self.after_answer or []
        return list(_row_changes(self.question, before, after)) if is_table else []


@dataclass(frozen=True)
class SectionChanges:
    """Endringer i en del: the changed questions of one section."""

    section: Section
    changes: list[Change]


def changes(old: Schema, before: Answers, new: Schema, after: Answers) -> list[SectionChanges]:
    """What differs, in reading order; what the newer schema no longer asks comes last."""
    carried = old.carry(before, to=new) if old.version < new.version else None
    was, now = new.relevant(carried.answers if carried else before), new.relevant(after)
    found = [Change(q, was.get(q.key), now.get(q.key)) for q in new.questions.values()]
    changed = [one for one in found if one.before_answer != one.after_answer]
    gone = [move for move in carried.lost if move.outcome == Outcome.DROPPED] if carried else []
    return _by_section(changed + [Change(move.old, move.answer, None) for move in gone])


def _by_section(changed: list[Change]) -> list[SectionChanges]:
    grouped: dict[str, SectionChanges] = {}
    for one in changed:
        section = one.question.section
        grouped.setdefault(section.key, SectionChanges(section, [])).changes.append(one)
    return list(grouped.values())


def _row_changes(question: Question, before: list[Row], after: list[Row]) -> Iterator[RowChange]:
    """Rows are the same when their name is: that of the question, or what the first cell says."""
    name = "row" if question.rows else question.columns[0].key
    old, new = [str(row.get(name, "")) for row in before], [str(row.get(name, "")) for row in after]
    for _kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        is_same = _kind == "equal"
        pairs = zip(before[a:b], after[c:d], strict=True) if is_same else ()
        yield from (_row(question, one, two) for one, two in pairs if one != two)
        if not is_same:
            yield from (_row(question, one, {}) for one in before[a:b])
            yield from (_row(question, {}, two) for two in after[c:d])


def _row(question: Question, before: Row, after: Row) -> RowChange:
    told = [question.display([row]) if row else "" for row in (before, after)]
    return RowChange(Kind.of(before, after), *told)
