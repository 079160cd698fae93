"""Answers in words: what is common to all types of answers, text, one line and a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from .. import fields

if TYPE_CHECKING:
    from ..question import Question

SHORT, LONG = 200, 4000


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

    def lacks(self, question: Question, answer: Any) -> list[str]:
        """What is wanting in an answer that is begun, in words."""
        short = 0 < len(str(answer or "").strip()) < question.min_length
        told = {"count": question.min_length}
        return [_("Skriv minst %(count)d tegn.") % told] if short else []

    def display(self, question: Question, answer: Any) -> str:
        """The answer in words."""
        return str(answer)

    def unit(self, question: Question) -> str:
        """What the answer counts, when it counts anything."""
        return question.unit

    def json_schema(self, question: Question) -> dict[str, Any]:
        """What a stored answer looks like."""
        return {"type": "string", "maxLength": self.max_length(question)}

    def json_value(self, value: Any) -> dict[str, Any]:
        """The JSON Schema of an answer that says just this."""
        return {"const": value}

    def fitted(self, question: Question, answer: Any) -> Any:
        """What of an answer from another version fits here; nothing when none of it does."""
        return answer if question.fits(answer) else None

    def facets(self, question: Question, answer: Any) -> list[str]:
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
