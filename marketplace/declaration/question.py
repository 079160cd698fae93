"""Sections and questions of a declaration, as they are read from the schema file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from jsonschema import Draft202012Validator

from .answers import ANSWER_TYPES, AnswerType
from .wording import Wording


@dataclass(frozen=True)
class Choice:
    """Svaralternativ: one of the answers that can be picked."""

    value: str
    wording: Wording | Promise
    implies: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The words the reader sees."""
        return str(self.wording)

    def words(self) -> list[str]:
        """The label in every language we have it in."""
        many = isinstance(self.wording, Wording)
        return self.wording.in_every_language() if many else [self.label]


MAX_ROWS = 20
YES_OR_NO = (Choice("yes", _("Ja")), Choice("no", _("Nei")))


@dataclass(eq=False)
class Section:
    """Del: a headed part of the declaration, with questions and perhaps smaller parts."""

    key: str
    wording: Wording
    parent: Section | None = None
    questions: list[Question] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading in the reader's language."""
        return str(self.wording)

    @property
    def level(self) -> int:
        """1 for a main part, 2 for a part of it."""
        return self.parent.level + 1 if self.parent else 1

    def walk(self) -> Iterator[Section]:
        """This section and every section inside it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()

    def all_questions(self) -> list[Question]:
        """The questions here and in every section inside."""
        return [question for section in self.walk() for question in section.questions]


@dataclass(frozen=True, eq=False)
class Question:
    """Spørsmål: one thing that is asked about a product, a need or a supplier."""

    key: str
    type: str
    section: Section
    label_wording: Wording
    help_wording: Wording = field(default_factory=Wording)
    unit_wording: Wording = field(default_factory=Wording)
    unit_one_wording: Wording = field(default_factory=Wording)
    choices: tuple[Choice, ...] = ()
    required: bool = False
    facet: bool = False
    compared: bool = False
    searchable: bool = False
    need: bool = False
    need_required: bool = False
    expected: bool | None = None
    judged: bool = False
    evidence: str = ""
    reuse: bool = True
    source: str = ""
    depends_on: dict[str, Any] | None = None
    min_length: int = 0
    max_length: int | None = None
    minimum: int = 0
    maximum: int | None = None
    decimals: int = 0
    columns: tuple[Question, ...] = ()
    rows: tuple[Choice, ...] = ()
    min_rows: int = 0
    max_rows: int = MAX_ROWS
    formerly: dict[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The short name of the question in the reader's language."""
        return str(self.label_wording)

    @property
    def help(self) -> str:
        """The full question, or advice on how to answer it."""
        return str(self.help_wording)

    @property
    def unit(self) -> str:
        """What a number counts."""
        return str(self.unit_wording)

    @property
    def answer_type(self) -> AnswerType:
        """What the type of the question knows about its answers."""
        return ANSWER_TYPES[self.type]

    def choice_label(self, value: str) -> str:
        """The words for a picked value; a value from an older version is shown as it is."""
        return next((choice.label for choice in self.choices if choice.value == value), str(value))

    def with_implied(self, values: list[str]) -> list[str]:
        """The picked values and all that follow from them: Norway is also in the EEA."""
        return list(dict.fromkeys(all_ for value in values for all_ in self._meaning(value)))

    @cached_property
    def _implied(self) -> dict[str, tuple[str, ...]]:
        return {choice.value: choice.implies for choice in self.choices}

    def _meaning(self, value: str) -> list[str]:
        meant = [value]
        # The list grows while it is walked: what is implied may imply more.
        for one in meant:
            meant += [more for more in self._implied.get(one, ()) if more not in meant]
        return meant

    @property
    def has_verdict(self) -> bool:
        """Whether something is expected of the answer, by the machine or by a person."""
        return self.judged or self.expected is not None

    @property
    def needs_evidence(self) -> bool:
        """Whether the answer must be shown by a document."""
        return self.evidence == "required"

    def fits(self, answer: Any) -> bool:
        """Whether an answer from another version has the shape that is asked for here."""
        return self._shape.is_valid(answer)

    @cached_property
    def _shape(self) -> Draft202012Validator:
        return Draft202012Validator(self.json_schema())

    def is_answered(self, answer: Any) -> bool:
        """Whether the answer is good enough to be published."""
        return self.answer_type.is_answered(self, answer)

    def display(self, answer: Any) -> str:
        """The answer as a sentence for people; empty when there is none."""
        return self.answer_type.display(self, answer) if answer not in (None, "", [], {}) else ""

    def form_field(self, help_text: str) -> forms.Field:
        """The Django form field that asks this question."""
        return self.answer_type.field(self, label=self.label, help_text=help_text, required=False)

    def json_schema(self) -> dict[str, Any]:
        """The JSON Schema of the answer."""
        described = {"title": self.label} | ({"description": self.help} if self.help else {})
        return described | self.answer_type.json_schema(self)
