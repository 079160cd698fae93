"""The advice under a form field: the question in full, and what is special about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from .question import Question
    from .schema import Schema


def help_text(schema: Schema, question: Question) -> str:
    """The help of the question with its unit, its length and when it applies."""
    parts = [question.help, _unit(question), _length(question), _condition(schema, question)]
    return " ".join(part for part in parts if part)


def _unit(question: Question) -> str:
    unit = question.answer_type.unit(question)
    return _("Enhet: %(unit)s.") % {"unit": unit} if unit else ""


def _length(question: Question) -> str:
    if not question.min_length:
        return ""
    return _("Minst %(count)d tegn for å kunne publisere.") % {"count": question.min_length}


def _condition(schema: Schema, question: Question) -> str:
    if question.depends_on is None:
        return ""
    parent, value = schema[question.depends_on["key"]], question.depends_on["value"]
    picked = {True: "yes", False: "no"}.get(value, value)
    names = {"question": parent.label, "answer": parent.choice_label(picked)}
    return _("Svar bare hvis «%(question)s» er «%(answer)s».") % names
