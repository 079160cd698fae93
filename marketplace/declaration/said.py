"""An answer in words, and the language of those words when a person wrote them."""

from __future__ import annotations

from .question import Question

FREE_TEXT = {"text", "short_text"}


class Said(str):
    """Utsagn: text that knows its language; empty when it is in the reader's own."""

    language = ""

    @classmethod
    def about(cls, question: Question, text: str | None, language: str) -> Said | None:
        """Mark what a person wrote; what was picked from a list is translated already."""
        if text is None:
            return None
        said = cls(text)
        said.language = language if question.type in FREE_TEXT else ""
        return said
