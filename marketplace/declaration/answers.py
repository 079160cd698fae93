"""Types of answers: how each is asked for, stored, shown, filtered on and searched in."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from . import fields

if TYPE_CHECKING:
    from .question import Question

SHORT, LONG, WHY = 200, 4000, 2000


class AnswerType:
    """Svartype: what is common to all types, and right for plain text."""

    default_length = LONG

    def field(self, question: Question, **kwargs: Any) -> forms.Field:
        """The form field, with label, help text and so on given by the question."""
        widget = forms.Textarea(attrs={"rows": 4})
        return fields.TextField(max_length=self.max_length(question), widget=widget, **kwargs)

    def max_length(self, question: Question) -> int:
        """The most characters the answer may have."""
        return question.max_length or self.default_length

    def store(self, question: Question, cleaned: Any) -> Any:
        """The cleaned value of the form field, ready for JSON."""
        return cleaned

    def initial(self, answer: Any) -> Any:
        """The stored answer as the form field wants it."""
        return answer

    def is_answered(self, question: Question, answer: Any) -> bool:
        """Whether there is an answer, and it is long enough."""
        return bool(answer) and len(str(answer).strip()) >= question.min_length

    def display(self, question: Question, answer: Any) -> str:
        """The answer in words."""
        return str(answer)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """What a stored answer looks like."""
        return {"type": "string", "maxLength": self.max_length(question)}

    def facets(self, answer: Any) -> list[str]:
        """The values that a filter finds this answer by."""
        return []

    def words(self, question: Question, answer: Any) -> list[str]:
        """The texts that a search finds this answer by."""
        return [self.display(question, answer)]

    def equals(self, answer: Any, value: Any) -> bool:
        """Whether a question that depends on this value applies."""
        return answer == value


class ShortText(AnswerType):
    """One line."""

    default_length = SHORT

    def field(self, question, **kwargs):
        return fields.TextField(max_length=self.max_length(question), **kwargs)


class Link(AnswerType):
    """A web address."""

    default_length = 500

    def field(self, question, **kwargs):
        return fields.LinkField(max_length=self.max_length(question), **kwargs)

    def json_schema(self, question):
        return super().json_schema(question) | {"format": "uri"}


class OneOf(AnswerType):
    """One of the choices."""

    def field(self, question, **kwargs):
        choices = [(choice.value, choice.label) for choice in question.choices]
        return fields.OneOfField(choices, **kwargs)

    def display(self, question, answer):
        return question.choice_label(answer)

    def json_schema(self, question):
        return {"type": "string", "enum": [choice.value for choice in question.choices]}

    def facets(self, answer):
        return [answer] if answer else []

    def words(self, question, answer):
        picked = self.facets(answer)
        return [word for c in question.choices if c.value in picked for word in c.words()]


class SeveralOf(OneOf):
    """Any number of the choices."""

    def field(self, question, **kwargs):
        choices = [(choice.value, choice.label) for choice in question.choices]
        return forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs
        )

    def store(self, question, cleaned):
        return [choice.value for choice in question.choices if choice.value in cleaned]

    def display(self, question, answer):
        return ", ".join(question.choice_label(value) for value in answer)

    def json_schema(self, question):
        return {"type": "array", "items": super().json_schema(question), "uniqueItems": True}

    def facets(self, answer):
        return list(answer or [])

    def equals(self, answer, value):
        return value in (answer or [])


class Number(AnswerType):
    """A number with a unit; money is a number of kroner."""

    def field(self, question, **kwargs):
        return forms.DecimalField(
            min_value=question.minimum,
            max_value=question.maximum,
            max_digits=15,
            decimal_places=question.decimals,
            **kwargs,
        )

    def store(self, question, cleaned):
        if cleaned is None:
            return None
        return int(cleaned) if cleaned == cleaned.to_integral_value() else float(cleaned)

    def initial(self, answer):
        return None if answer is None else Decimal(str(answer))

    def is_answered(self, question, answer):
        return answer is not None and answer != ""

    def display(self, question, answer):
        try:
            number = Decimal(str(answer))
        except InvalidOperation:
            return str(answer)
        unit = str(question.unit_one_wording) if number == 1 else ""
        return f"{number_format(number, force_grouping=True)} {unit or question.unit}".strip()

    def json_schema(self, question):
        limits = {"minimum": question.minimum}
        if question.maximum is not None:
            limits["maximum"] = question.maximum
        return {"type": "number" if question.decimals else "integer"} | limits


class Date(AnswerType):
    """A day."""

    def field(self, question, **kwargs):
        return fields.DateField(**kwargs)

    def store(self, question, cleaned):
        return cleaned.isoformat() if cleaned else None

    def initial(self, answer):
        try:
            return datetime.date.fromisoformat(answer)
        except (TypeError, ValueError):
            return answer

    def display(self, question, answer):
        day = self.initial(answer)
        return date_format(day) if isinstance(day, datetime.date) else str(day)

    def json_schema(self, question):
        return {"type": "string", "format": "date"}


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

    def facets(self, answer):
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

    def facets(self, answer):
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


ANSWER_TYPES: dict[str, AnswerType] = {
    "text": AnswerType(),
    "short_text": ShortText(),
    "link": Link(),
    "choice": OneOf(),
    "many": SeveralOf(),
    "number": Number(),
    "date": Date(),
    "yes_no": YesNo(),
    "yes_no_why": YesNoWhy(),
}
