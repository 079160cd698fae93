"""How well an answer of a product meets the same answer of a need.

The rule is derived from the type of the question, and told on the page where it is used.
"""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .question import Question

YES_NO = ("yes_no", "yes_no_why")


class Met(TextChoices):
    """Dekning: what a product's answer says about what the need asks for."""

    MEETS = "meets", _("Dekker")
    PARTLY = "partly", _("Dekker delvis")
    NO = "no", _("Dekker ikke")
    NOT_STATED = "not_stated", _("Ikke oppgitt")
    ASSESS = "assess", _("Må vurderes")


def demands(question: Question, wanted: Any) -> bool:
    """Tell whether the need's answer asks for something: a plain no does not."""
    if question.type in YES_NO:
        return question.answer_type.equals(wanted, True)
    return bool(question.display(wanted))


def met(question: Question, wanted: Any, offered: Any) -> Met:
    """What the product's answer says about what the need asks for."""
    if not question.display(offered):
        return Met.NOT_STATED
    rule = RULES.get(question.type)
    return rule(question, wanted, offered) if rule and demands(question, wanted) else Met.ASSESS


def _yes(question: Question, wanted: Any, offered: Any) -> Met:
    return Met.MEETS if question.answer_type.equals(offered, True) else Met.NO


def _one(question: Question, wanted: Any, offered: Any) -> Met:
    return Met.MEETS if wanted in _implied(question, [offered]) else Met.NO


def _several(question: Question, wanted: Any, offered: Any) -> Met:
    asked, found = set(wanted), _implied(question, offered)
    if asked <= found:
        return Met.MEETS
    return Met.PARTLY if asked & found else Met.NO


def _implied(question: Question, values: list[str]) -> set[str]:
    """The values and what they imply: Norway is also in the EEA."""
    implied = {choice.value: getattr(choice, "implies", ()) for choice in question.choices}
    found, waiting = set(), list(values)
    while waiting:
        value = waiting.pop()
        waiting += [other for other in implied.get(value, ()) if other not in found]
        found.add(value)
    return found


RULES = {"yes_no": _yes, "yes_no_why": _yes, "choice": _one, "many": _several}
