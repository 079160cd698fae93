"""Answers that are picked from a list."""

from __future__ import annotations

from typing import Any

from django import forms

from .. import fields
from .plain import AnswerType


class OneOf(AnswerType):
    """One of the choices."""

    def field(self, question, **kwargs):
        choices = [(choice.value, choice.label) for choice in question.choices]
        return fields.OneOfField(choices, **kwargs)

    def display(self, question, answer):
        return question.choice_label(answer)

    def json_schema(self, question):
        titled = [{"const": choice.value, "title": choice.label} for choice in question.choices]
        return {"type": "string", "oneOf": titled}

    def picked(self, answer: Any) -> list[str]:
        """The values that were picked."""
        return [answer] if answer else []

    def facets(self, question, answer):
        return question.with_implied(self.picked(answer))

    def words(self, question, answer):
        picked = self.picked(answer)
        return [word for c in question.choices if c.value in picked for word in c.words()]


class SeveralOf(OneOf):
    """Any number of the choices."""

    def field(self, question, **kwargs):
        choices = [(choice.value, choice.label) for choice in question.choices]
        return forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs
        )

    def store(self, question, cleaned):
        return [choice.value for choice in question.choices if choice.value in (cleaned or [])]

    def display(self, question, answer):
        return ", ".join(question.choice_label(value) for value in answer)

    def json_schema(self, question):
        return {"type": "array", "items": super().json_schema(question), "uniqueItems": True}

    def json_value(self, value):
        return {"contains": {"const": value}}

    def fitted(self, question, answer):
        known = {choice.value for choice in question.choices}
        return [value for value in self.picked(answer) if value in known]

    def picked(self, answer):
        return list(answer or [])

    def equals(self, answer, value):
        return value in (answer or [])
