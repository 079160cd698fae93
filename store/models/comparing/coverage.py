"""How well each product meets what a need asks for: claim by claim, with the evidence."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from innovation.models import Requirement
from marketplace.comparing import Side
from marketplace.declaration import Met, Question, Said
from marketplace.declaration.coverage import demands, met
from marketplace.models import Document

from .columns import Product, Wanted


@dataclass(frozen=True)
class Claim:
    """Påstand: what one product answers to one demand, and what shows it."""

    met: Met
    text: Said | None
    evidence: list[Document]

    @property
    def icon(self) -> str:
        """The picture that says the same as the words."""
        names = {Met.MEETS: "check-circle", Met.PARTLY: "minus-circle", Met.NO: "cross-circle"}
        return names.get(self.met, "question")


@dataclass(frozen=True)
class Demand:
    """Krav: one thing that the need asks for, with what each product says to it."""

    text: str
    priority: str
    question: Question | None
    wanted: str
    claims: list[Claim]


@dataclass(frozen=True)
class Share:
    """Andel: how many demands are met in one way, and where the bar of it begins."""

    met: Met
    number: int
    start: int


@dataclass(frozen=True)
class Summary:
    """Oppsummering: how many demands one product meets."""

    side: Product
    shares: list[Share]
    total: int

    @property
    def meets(self) -> int:
        """How many are met in full."""
        return next((share.number for share in self.shares if share.met == Met.MEETS), 0)


class Coverage:
    """Kravdekning: the demands of one need against the products beside it."""

    def __init__(self, wanted: Wanted, sides: list[Side], user) -> None:
        self.wanted = wanted
        self.products = [side for side in sides if isinstance(side, Product)]
        self.schema = wanted.answering.newest_schema
        self.asked = self.schema.relevant(wanted.answering.newest_answers)
        self.said = [self.schema.relevant(side.answering.newest_answers) for side in self.products]
        self.papers = [papers(side.version, user) for side in self.products]

    def demands(self) -> list[Demand]:
        """What the need requires by name first, then what it answers in its declaration."""
        written = [self._written(row) for row in self.wanted.requirements]
        asked = [self.schema.named(row["question"]) for row in self.wanted.requirements]
        named = {question.key for question in asked if question}
        return written + [self._answered(question) for question in self._further(named)]

    def summaries(self) -> list[Summary]:
        """How each product does, counted."""
        claims = [demand.claims for demand in self.demands()]
        return [
            Summary(side, shares([row[n].met for row in claims]), len(claims))
            for n, side in enumerate(self.products)
        ]

    def _further(self, named: set[str]) -> Iterator[Question]:
        for question in self.schema.asked(need=True):
            answer = self.asked.get(question.key)
            if question.compared and question.key not in named and demands(question, answer):
                yield question

    def _written(self, row: dict) -> Demand:
        question = self.schema.named(row["question"])
        priority = str(Requirement.Priority(row["priority"]).label)
        if question is None:
            claims = [Claim(Met.ASSESS, None, []) for _side in self.products]
            return Demand(row["text"], priority, None, "", claims)
        return self._demand(row["text"], priority, question)

    def _answered(self, question: Question) -> Demand:
        return self._demand(question.label, "", question)

    def _demand(self, text: str, priority: str, question: Question) -> Demand:
        wanted = self.asked.get(question.key)
        # A requirement on a yes-no question asks for yes, also when the need leaves it open.
        is_open = question.type in ("yes_no", "yes_no_why") and not demands(question, wanted)
        asked = (True if question.type == "yes_no" else {"answer": True}) if is_open else wanted
        claims = [self._claim(n, question, asked) for n in range(len(self.products))]
        return Demand(text, priority, question, question.display(asked), claims)

    def _claim(self, n: int, question: Question, wanted: Any) -> Claim:
        offered = self.said[n].get(question.key)
        text = Said.about(question, question.display(offered) or None, self.products[n].language)
        return Claim(met(question, wanted, offered), text, self.papers[n].get(question.key, []))


def papers(version, user) -> dict[str, list[Document]]:
    """The documents that hang on the version, by the question they are about."""
    found: dict[str, list[Document]] = {}
    for document in Document.objects.shown_on(version, user).current().exclude(topic=""):
        found.setdefault(document.topic, []).append(document)
    return found


def shares(all_met: list[Met]) -> list[Share]:
    """Counted in the order of the words, each beginning where the one before it ends."""
    counted, found, start = Counter(all_met), [], 0
    for one in Met:
        if counted[one]:
            found.append(Share(one, counted[one], start))
            start += counted[one]
    return found
