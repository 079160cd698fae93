"""What a machine can say about an answer that has an expected side."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from .answers import said, why

if TYPE_CHECKING:
    from .question import Question


class Verdict(StrEnum):
    """Utfall: met for certain, left to a person, or not met."""

    MET = "met"
    PERSON_DECIDES = "person_decides"
    NOT_MET = "not_met"

    @classmethod
    def on(cls, question: Question, answer: Any) -> Verdict:
        """An unexpected answer is left to a person only when it is justified."""
        if question.judged:
            return cls.PERSON_DECIDES if question.is_answered(answer) else cls.NOT_MET
        if said(answer) is question.expected:
            return cls.MET
        return cls.PERSON_DECIDES if why(answer) and said(answer) is not None else cls.NOT_MET

    @property
    def label(self) -> str:
        """The verdict in the reader's language."""
        return {
            Verdict.MET: _("Oppfylt"),
            Verdict.PERSON_DECIDES: _("Vurderes av en person"),
            Verdict.NOT_MET: _("Ikke oppfylt"),
        }[self]
