"""How much of what publication requires has been answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .question import Question


@dataclass(frozen=True)
class Completeness:
    """Fullstendighet: required questions that are answered, of those that apply.

    `lacking` pairs each missing one with what is wanting in an answer that is begun.
    """

    answered: int
    total: int
    missing: tuple[Question, ...] = ()
    lacking: tuple[tuple[Question, list[str]], ...] = ()

    @classmethod
    def of(cls, required: Iterable[Question], answers: dict[str, Any]) -> Completeness:
        """Counts the required questions against the answers."""
        required = list(required)
        missing = tuple(q for q in required if not q.is_answered(answers.get(q.key)))
        lacking = tuple((q, q.answer_type.lacks(q, answers.get(q.key))) for q in missing)
        return cls(len(required) - len(missing), len(required), missing, lacking)

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means complete."""
        return self.answered * 100 // self.total if self.total else 100

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing
