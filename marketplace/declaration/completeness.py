"""How much of what publication requires has been answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .question import Question


@dataclass(frozen=True)
class Completeness:
    """Fullstendighet: required questions that are answered, of those that apply."""

    answered: int
    total: int
    missing: tuple[Question, ...] = ()

    @classmethod
    def of(cls, required: Iterable[Question], answers: dict[str, Any]) -> Completeness:
        """Counts the required questions against the answers."""
        required = list(required)
        missing = tuple(q for q in required if not q.is_answered(answers.get(q.key)))
        return cls(len(required) - len(missing), len(required), missing)

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means complete."""
        return self.answered * 100 // self.total if self.total else 100

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing
