"""Turns the checked content of a schema file into sections and questions."""

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
    plain = {name: value for name, value in item.items() if name not in (*WORDED, "choices")}
    return Question(section=section, choices=_choices(item), **worded, **plain)


def _choices(item: dict[str, Any]) -> tuple[Choice, ...]:
    if item["type"] in YES_NO:
        return YES_OR_NO
    listed = item.get("choices", [])
    return tuple(Choice(choice["value"], Wording(**choice["label"])) for choice in listed)
