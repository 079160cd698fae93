"""Resultat: what a check found, in words that each reader gets in their own language."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from marketplace.declaration import Schema
from marketplace.fetch import Exchange

MOST_FINDINGS = 50
LONGEST_PARAM = 200


class Severity(TextChoices):
    """Kravstyrke: whether a version must, should or may pass."""

    MUST = "must", _("MÅ")
    SHOULD = "should", _("BØR")
    MAY = "may", _("KAN")


class Outcome(TextChoices):
    """Utfall: how one check ended; `failed` is the supplier's, `error` is ours."""

    PASSED = "passed", _("Bestått")
    WARNING = "warning", _("Advarsel")
    FAILED = "failed", _("Ikke bestått")
    SKIPPED = "skipped", _("Hoppet over")
    NOT_APPLICABLE = "not_applicable", _("Ikke relevant")
    NEEDS_REVIEW = "needs_review", _("Krever vurdering")
    ERROR = "error", _("Feil")
    CANCELLED = "cancelled", _("Avbrutt")


class Level(TextChoices):
    """Alvorlighet: how much one finding weighs."""

    FAILED = "failed", _("Må rettes")
    WARNING = "warning", _("Bør rettes")
    NOTE = "note", _("Til opplysning")


@dataclass(frozen=True)
class Message:
    """Melding: a bokmål msgid and its parameters, put into words when somebody reads it."""

    text: str
    params: dict = field(default_factory=dict)

    def render(self) -> str:
        """Return the sentence in the active language."""
        sentence = gettext(self.text)
        return (
            sentence % {k: _shown(v) for k, v in self.params.items()} if self.params else sentence
        )

    __str__ = render

    def as_json(self) -> dict:
        """Return what can be stored."""
        return {"text": self.text, "params": {k: _storable(v) for k, v in self.params.items()}}

    @classmethod
    def from_json(cls, stored: dict) -> "Message":
        """Return the message that was stored."""
        return cls(stored["text"], stored["params"])


def question(schema_version: int, key: str) -> dict:
    """Return a parameter that reads as the question's label in the reader's language."""
    return {"question": key, "version": schema_version}


def _shown(value: object) -> object:
    if isinstance(value, dict):
        return Schema.load("product", value["version"])[value["question"]].label
    return value


def _storable(value: object) -> object:
    """Suppliers write these values: jsonb takes neither NUL nor half a surrogate pair."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode().replace("\0", "?")[:LONGEST_PARAM]
    return value


@dataclass(frozen=True)
class Finding:
    """Funn: one thing worth knowing, where it is, and how to put it right."""

    level: Level
    message: Message
    where: str = ""
    fix: Message | None = None

    def as_json(self) -> dict:
        """Return what can be stored."""
        fix = self.fix.as_json() if self.fix else None
        where = _storable(self.where)
        return {"level": self.level, "message": self.message.as_json(), "where": where, "fix": fix}

    @classmethod
    def from_json(cls, stored: dict) -> "Finding":
        """Return the finding that was stored."""
        fix = Message.from_json(stored["fix"]) if stored["fix"] else None
        message = Message.from_json(stored["message"])
        return cls(Level(stored["level"]), message, stored["where"], fix)


@dataclass(frozen=True)
class Result:
    """Resultat: the outcome of one check, why, and the evidence."""

    outcome: Outcome
    reason: Message
    findings: list[Finding] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)

    def as_json(self) -> dict:
        """Return what can be stored; no more findings than a person can read."""
        return {
            "outcome": self.outcome,
            "reason": self.reason.as_json(),
            "findings": [finding.as_json() for finding in self.findings[:MOST_FINDINGS]],
            "more_findings": max(0, len(self.findings) - MOST_FINDINGS),
            "exchanges": [exchange.as_json() for exchange in self.exchanges],
        }


def conclude(findings: list[Finding], reasons: dict, exchanges: list[Exchange] = ()) -> Result:
    """Return the result that the gravest finding leads to; `reasons` has a msgid per outcome."""
    levels = {finding.level for finding in findings}
    if Level.FAILED in levels:
        outcome = Outcome.FAILED
    else:
        outcome = Outcome.WARNING if Level.WARNING in levels else Outcome.PASSED
    return Result(outcome, Message(reasons[outcome]), list(findings), list(exchanges))
