"""What was found in a file: answers, where each stood, and what could not be read."""

from dataclasses import dataclass, field
from typing import Any


class Unreadable(Exception):
    """The file cannot be read at all; the text says why."""


@dataclass(frozen=True)
class Mistake:
    """Feil: where something is wrong, and what."""

    place: str
    text: str


@dataclass(frozen=True)
class Found:
    """Funn: the answers of a file, the places they stood at, and what could not be read."""

    answers: dict[str, Any]
    places: dict[str, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def place(self, key: str, label: str) -> str:
        """Where the answer stood, in words."""
        return f"{self.places[key]}: {label}" if key in self.places else label
