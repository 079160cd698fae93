"""Answers that are counted: numbers, kroner and days."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from django import forms
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from .. import fields
from .plain import AnswerType


class Number(AnswerType):
    """A number with a unit."""

    form_field: ClassVar = forms.DecimalField

    def field(self, question, **kwargs):
        return self.form_field(
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
        one = str(question.unit_one_wording) if number == 1 else ""
        return f"{self.figures(number)} {one or self.unit(question)}".strip()

    def figures(self, number: Decimal) -> str:
        """The number as the reader's language writes it."""
        return number_format(number, force_grouping=True)

    def json_schema(self, question):
        limits = {"minimum": question.minimum}
        if question.maximum is not None:
            limits["maximum"] = question.maximum
        return {"type": "number" if question.decimals else "integer"} | limits


class Money(Number):
    """Kroner without VAT."""

    form_field = fields.MoneyField

    def figures(self, number):
        is_whole = number == number.to_integral_value()
        return number_format(number, decimal_pos=0 if is_whole else 2, force_grouping=True)

    def unit(self, question):
        return _("kr")


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
