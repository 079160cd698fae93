"""Answers that are yes or no, with or without a justification."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from .. import fields
from .plain import AnswerType

WHY = 2000


class YesNo(AnswerType):
    """Yes or no."""

    def field(self, question, **kwargs):
        return fields.YesNoField(**kwargs)

    def initial(self, answer):
        return {True: fields.YES, False: fields.NO}.get(answer, "")

    def is_answered(self, question, answer):
        return isinstance(answer, bool)

    def display(self, question, answer):
        return _("Ja") if answer else _("Nei")

    def json_schema(self, question):
        return {"type": "boolean"}

    def facets(self, question, answer):
        return [self.initial(answer)] if isinstance(answer, bool) else []

    def words(self, question, answer):
        return [question.label] if answer else []


class YesNoWhy(YesNo):
    """Yes or no with a justification, which an unexpected answer needs."""

    def field(self, question, **kwargs):
        return fields.YesNoWhyField(max_length=question.max_length or WHY, **kwargs)

    def initial(self, answer):
        return [super().initial(said(answer)), why(answer)] if answer is not None else None

    def is_answered(self, question, answer):
        if not isinstance(said(answer), bool):
            return False
        as_hoped = question.expected in (None, said(answer))
        return as_hoped or len(why(answer)) >= max(question.min_length, 1)

    def lacks(self, question, answer):
        is_begun = isinstance(said(answer), bool) and not self.is_answered(question, answer)
        return [_("Skriv en begrunnelse.")] if is_begun else []

    def display(self, question, answer):
        spoken = super().display(question, said(answer))
        return f"{spoken} – {why(answer)}" if why(answer) else spoken

    def json_schema(self, question):
        reason = {"type": "string", "maxLength": question.max_length or WHY}
        return {
            "type": "object",
            "properties": {"answer": {"type": "boolean"}, "why": reason},
            "required": ["answer"],
            "additionalProperties": False,
        }

    def json_value(self, value):
        return {"properties": {"answer": {"const": value}}, "required": ["answer"]}

    def facets(self, question, answer):
        return [super().initial(said(answer))] if isinstance(said(answer), bool) else []

    def words(self, question, answer):
        return [*super().words(question, said(answer)), why(answer)]

    def equals(self, answer, value):
        return said(answer) == value


def said(answer: Any) -> bool | None:
    """The yes or no of a yes-no question, with or without a justification."""
    return answer.get("answer") if isinstance(answer, dict) else answer


def why(answer: Any) -> str:
    """The justification, empty when there is none."""
    return str(answer.get("why") or "").strip() if isinstance(answer, dict) else ""
