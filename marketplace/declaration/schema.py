"""A versioned set of questions, and what can be asked of a set of answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any

from django import forms

from . import structure
from .carrying import Carried, carry
from .completeness import Completeness
from .help_text import help_text
from .publishing import json_schema
from .question import Question, Section
from .reading import build_section
from .verdict import Verdict
from .wording import Wording

Answers = dict[str, Any]


class SchemaNotFound(LookupError):
    """There is no schema with that name and version."""


class Schema:
    """Skjema: the questions of one version of a declaration, in reading order."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.name: str = document["name"]
        self.version: int = document["version"]
        self.wording = Wording(**document["title"])
        self.sections: list[Section] = [build_section(part) for part in document["sections"]]
        self.questions: dict[str, Question] = {
            question.key: question for part in self.sections for question in part.all_questions()
        }

    @classmethod
    def load(cls, name: str, version: int | str) -> Schema:
        """The named version, read from its file once."""
        return _load(cls, name, int(version))

    @classmethod
    def latest(cls, name: str) -> Schema:
        """The newest version."""
        return cls.load(name, _newest_number(name))

    @property
    def newest(self) -> Schema:
        """The newest version of the same declaration, in which all answers can be read."""
        return self.latest(self.name)

    def __repr__(self) -> str:
        return f"<Schema {self.name} {self.version}>"

    def __getitem__(self, key: str) -> Question:
        return self.questions[key]

    def __contains__(self, key: str) -> bool:
        return key in self.questions

    @property
    def title(self) -> str:
        """The name of the schema in the reader's language."""
        return str(self.wording)

    def section(self, key: str) -> Section:
        """The section with that key, at whatever level."""
        for section in self.walk():
            if section.key == key:
                return section
        raise KeyError(key)

    def walk(self) -> Iterator[Section]:
        """Every section in reading order."""
        for section in self.sections:
            yield from section.walk()

    def asked(self, need: bool = False, section: str | None = None) -> list[Question]:
        """The questions asked of a product, or of a need, perhaps in one section only."""
        questions = self.section(section).all_questions() if section else self.questions.values()
        return [question for question in questions if question.need or not need]

    def applies(self, question: Question, answers: Answers) -> bool:
        """Whether the question is relevant, given what the ones it leans on were answered."""
        if question.depends_on is None:
            return True
        parent = self[question.depends_on["key"]]
        fits = parent.answer_type.equals(answers.get(parent.key), question.depends_on["value"])
        return fits and self.applies(parent, answers)

    def relevant(self, answers: Answers) -> Answers:
        """The answers that still belong to a question that applies, in reading order."""
        questions = self.questions.values()
        given = {q.key: answers[q.key] for q in questions if q.key in answers}
        return {key: answer for key, answer in given.items() if self.applies(self[key], given)}

    def carry(self, answers: Answers, to: Schema | None = None) -> Carried:
        """Answers to this version as the newer one asks for them, with what became of each."""
        last = (to or self.newest).version
        return carry(answers, [self.load(self.name, n) for n in range(self.version, last + 1)])

    def carried_to_newest(self, answers: Answers) -> Answers:
        """The answers alone, where old and new are read side by side."""
        return answers if self.newest is self else self.carry(answers).answers

    def named(self, key: str) -> Question | None:
        """The question with that key here, or the one that had it in an earlier version."""
        return self.questions.get(self._former_names.get(key, key))

    @cached_property
    def _former_names(self) -> dict[str, str]:
        """{key in an earlier version: key here}, for the questions that have a new one."""
        earlier = self.load(self.name, self.version - 1)._former_names if self.version > 1 else {}
        told = [(q.formerly["key"], q.key) for q in self.questions.values() if "key" in q.formerly]
        now = dict(told)
        return {old: now.get(key, key) for old, key in earlier.items()} | now

    def form_fields(
        self, keys: Iterable[str] | None = None, need: bool = False
    ) -> dict[str, forms.Field]:
        """A form field for each question; none is required, since a draft may be incomplete."""
        asked = [q for q in self.asked(need) if keys is None or q.key in set(keys)]
        return {q.key: q.form_field(help_text(self, q)) for q in asked}

    def display(self, question: Question | str, answer: Any) -> str:
        """The answer as a person would write it; empty when there is none."""
        question = self[question] if isinstance(question, str) else question
        return question.display(answer)

    def required(
        self, answers: Answers, need: bool = False, section: str | None = None
    ) -> list[Question]:
        """What must be answered before publication, given the answers so far."""
        asked = self.asked(need, section)
        required = [q for q in asked if (q.need_required if need else q.required)]
        return [q for q in required if self.applies(q, answers)]

    def completeness(
        self, answers: Answers, need: bool = False, section: str | None = None
    ) -> Completeness:
        """How far the answers are from being publishable."""
        return Completeness.of(self.required(answers, need, section), answers)

    def completeness_by_section(
        self, answers: Answers, need: bool = False
    ) -> list[tuple[Section, Completeness]]:
        """The same for each main section that asks anything."""
        asking = [part for part in self.sections if self.asked(need, part.key)]
        return [(part, self.completeness(answers, need, part.key)) for part in asking]

    def missing(
        self, answers: Answers, need: bool = False, section: str | None = None
    ) -> list[Question]:
        """The required questions without an answer, or with too short a one."""
        return list(self.completeness(answers, need, section).missing)

    def facet_questions(self, need: bool = False) -> list[Question]:
        """The questions that the store filters on."""
        return [question for question in self.asked(need) if question.facet]

    def facets(self, answers: Answers) -> dict[str, list[str]]:
        """The filter values of the answers."""
        relevant = self.relevant(answers)
        asked = [q for q in self.facet_questions() if q.key in relevant]
        found = {q.key: q.answer_type.facets(q, relevant[q.key]) for q in asked}
        return {key: values for key, values in found.items() if values}

    def search_text(self, answers: Answers) -> str:
        """What free-text search looks in: the answers in words, choices in every language."""
        relevant = self.relevant(answers)
        found = [self[key] for key in relevant if self[key].searchable]
        lines = [line for q in found for line in q.answer_type.words(q, relevant[q.key])]
        return "\n".join(line for line in lines if line)

    def spoken(self, answers: Answers) -> list[str]:
        """What search looks in, as people read it: each answer once, in the reader's language."""
        relevant = self.relevant(answers)
        found = [self[key] for key in relevant if self[key].searchable]
        return [self.display(question, relevant[question.key]) for question in found]

    def json_schema(self, need: bool = False, complete: bool = False) -> dict[str, Any]:
        """JSON Schema of a set of answers, with titles in the reader's language."""
        return json_schema(self, need, complete)

    def verdicts(self, answers: Answers) -> dict[str, Verdict]:
        """The machine's verdict on each question whose answer is judged."""
        expecting = [q for q in self.questions.values() if q.has_verdict]
        applying = [q for q in expecting if self.applies(q, answers)]
        return {q.key: Verdict.on(q, answers.get(q.key)) for q in applying}


@lru_cache
def _newest_number(name: str) -> int:
    versions = [int(path.stem) for path in structure.FOLDER.glob(f"{name}/*.yaml")]
    return max(versions, default=0)


@lru_cache
def _load(cls: type[Schema], name: str, version: int) -> Schema:
    path = structure.FOLDER / name / f"{version}.yaml"
    if not name.isidentifier() or not path.is_file():
        raise SchemaNotFound(f"{name} {version}")
    return cls(structure.read(path))
