"""Turns the checked content of a schema file into sections and questions."""

from collections.abc import Iterable
from typing import Any

from .question import YES_OR_NO, Choice, Question, Section
from .structure import YES_NO
from .wording import Wording

WORDED = ("label", "help", "unit", "unit_one")


def build_section(part: dict[str, Any], parent: Section | None = None) -> Section:
    """A section with everything inside it."""
    section = Section(part["key"], Wording(**part["title"]), parent)
    section.questions = [build_question(item, section) for item in part.get("questions", [])]
    section.sections = [build_section(inner, section) for inner in part.get("sections", [])]
    return section


def build_question(item: dict[str, Any], section: Section) -> Question:
    """A question; the flags that the file leaves out are off."""
    worded = {f"{name}_wording": Wording(**item[name]) for name in WORDED if name in item}
    listed = {
        "choices": _choices(item),
        "columns": tuple(build_question(column, section) for column in item.get("columns", [])),
        "rows": tuple(Choice(row["key"], Wording(**row["label"])) for row in item.get("rows", [])),
    }
    plain = {name: value for name, value in item.items() if name not in (*WORDED, *listed)}
    return Question(section=section, **listed, **worded, **plain)


def _choices(item: dict[str, Any]) -> tuple[Choice, ...]:
    if item["type"] in YES_NO:
        return YES_OR_NO
    listed = item.get("choices", [])
    return tuple(_choice(**choice) for choice in listed)


def _choice(value: str, label: dict[str, str], implies: Iterable[str] = ()) -> Choice:
    return Choice(value, Wording(**label), tuple(implies))
