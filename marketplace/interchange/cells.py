"""One answer in one cell: written as a person reads it, and read as a person writes it."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import override

from marketplace.declaration.question import Question

LANGUAGES = ("nb", "nn", "en")
BETWEEN = "; "


class NotUnderstood(ValueError):
    """What stands in the cell is no answer to the question."""


def written(question: Question, answer: Any) -> Any:
    """The answer as it stands in a cell."""
    if answer in (None, "", [], {}):
        return ""
    if question.type in ("number", "money"):
        return answer
    if question.type == "many":
        return BETWEEN.join(question.choice_label(value) for value in answer)
    if question.type == "yes_no_why":
        return question.choice_label("yes" if answer.get("answer") else "no")
    return question.display(answer) if question.type != "date" else str(answer)


def read(question: Question, cell: Any) -> Any:
    """The answer that a cell holds; None when it is empty."""
    if cell is None or str(cell).strip() == "":
        return None
    if question.type in ("choice", "many", "yes_no", "yes_no_why"):
        return picked(question, str(cell))
    if question.type == "date":
        return day(cell)
    if question.type in ("number", "money"):
        return str(cell).strip()
    return str(cell)


def picked(question: Question, text: str) -> Any:
    """The values behind the words, in whatever language they are written."""
    words = choices(question)
    parts = text.split(BETWEEN.strip()) if question.type == "many" else [text]
    given = [part.strip() for part in parts if part.strip()]
    unknown = [part for part in given if part.casefold() not in words]
    if unknown:
        raise NotUnderstood(_("«%(word)s» er ikke et av svarene.") % {"word": unknown[0][:60]})
    values = [words[part.casefold()] for part in given]
    if question.type == "many":
        return values
    return values[0] == "yes" if question.type.startswith("yes_no") else values[0]


def choices(question: Question) -> dict[str, str]:
    """Every way to say each value: the value itself, and its words in each language."""
    said = {choice.value.casefold(): choice.value for choice in question.choices}
    for language in LANGUAGES:
        with override(language):
            said |= {choice.label.casefold(): choice.value for choice in question.choices}
    return said


def day(cell: Any) -> str:
    """A date, also when the spreadsheet has made one of it."""
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    return str(cell).strip()


def explained(question: Question) -> str:
    """What may stand in the cell."""
    if question.choices:
        return BETWEEN.join(choice.label for choice in question.choices)
    return localize(question.unit) if question.unit else ""
