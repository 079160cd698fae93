"""Answers on their way from one version of a schema to a newer one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from .question import Question

if TYPE_CHECKING:
    from .schema import Answers, Schema

EMPTY: tuple[Any, ...] = (None, "", [], {})


def alike(answer: Any) -> Any:
    """The same answer: the two types are stored alike."""
    return answer


CONVERSIONS: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("yes_no", "yes_no_why"): lambda said: {"answer": said, "why": ""},
    ("choice", "many"): lambda picked: [picked],
    ("short_text", "text"): alike,
    ("text", "short_text"): alike,
    ("link", "text"): alike,
    ("link", "short_text"): alike,
    ("number", "money"): alike,
    ("money", "number"): alike,
}


class Outcome(StrEnum):
    """Skjebne: what became of an answer that could not stay as it was."""

    RENAMED = "renamed"
    CONVERTED = "converted"
    SHORTENED = "shortened"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Moved:
    """Flytting: one answer that changed place or shape, or was left behind."""

    outcome: Outcome
    old: Question
    answer: Any
    new: Question | None = None

    @property
    def said(self) -> str:
        """The answer in words, as it was."""
        return self.old.display(self.answer)


@dataclass(frozen=True)
class Carried:
    """Overføring: answers to a newer version, and what became of those that did not just fit."""

    answers: Answers
    moves: tuple[Moved, ...] = ()

    @property
    def lost(self) -> list[Moved]:
        """What is gone, wholly or in part, and should be looked at."""
        return [one for one in self.moves if one.outcome in (Outcome.SHORTENED, Outcome.DROPPED)]

    def then(self, after: Carried) -> Carried:
        """This and the next step, as one."""
        return Carried(after.answers, self.moves + after.moves)


def carry(answers: Answers, versions: Iterable[Schema]) -> Carried:
    """Take answers to the first version through all the others, one after another."""
    old, *newer = versions
    carried = Carried(answers)
    for new in newer:
        carried, old = carried.then(_step(carried.answers, old, new)), new
    return carried


def _step(answers: Answers, old: Schema, new: Schema) -> Carried:
    given = {key: answer for key, answer in answers.items() if key in old and answer not in EMPTY}
    taken = {question: _origin(question, old) for question in new.questions.values()}
    pairs = [(question, was) for question, was in taken.items() if was and was.key in given]
    arrived = {question: _arrived(given[was.key], was, question) for question, was in pairs}
    moves = [_move(given[was.key], was, new_one, arrived[new_one]) for new_one, was in pairs]
    left = given.keys() - {was.key for _question, was in pairs}
    gone = [Moved(Outcome.DROPPED, old[key], given[key]) for key in given if key in left]
    kept = {question.key: told for question, told in arrived.items() if told not in EMPTY}
    return Carried(kept, tuple([move for move in moves if move] + gone))


def _origin(question: Question, old: Schema) -> Question | None:
    return old.questions.get(question.formerly.get("key", question.key))


def _arrived(answer: Any, was: Question, question: Question) -> Any:
    """What the new question makes of the answer; nothing when it does not fit."""
    convert = alike if was.type == question.type else CONVERSIONS.get((was.type, question.type))
    if convert is None:
        return None
    return question.answer_type.fitted(question, convert(_revalued(answer, question)))


def _revalued(answer: Any, question: Question) -> Any:
    """The picked values by their new names."""
    values = question.formerly.get("values", {})
    if isinstance(answer, list) and values:
        return list(dict.fromkeys(values.get(one, one) for one in answer))
    return values.get(answer, answer) if isinstance(answer, str) else answer


def _move(answer: Any, was: Question, question: Question, told: Any) -> Moved | None:
    if told in EMPTY:
        return Moved(Outcome.DROPPED, was, answer, question)
    if was.type != question.type:
        return Moved(Outcome.CONVERTED, was, answer, question)
    if told != _revalued(answer, question):
        return Moved(Outcome.SHORTENED, was, answer, question)
    is_renamed = was.key != question.key or told != answer
    return Moved(Outcome.RENAMED, was, answer, question) if is_renamed else None
