"""Which checks there are, and how one of them is run."""

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from .asking import Unreachable
from .result import Finding, Level, Message, Outcome, Result, Severity
from .subject import Subject

log = logging.getLogger(__name__)

MISSING = {
    "answers": _("Hoppet over: produktdeklarasjonen er ikke fylt ut."),
    "number": _("Hoppet over: versjonsnummeret mangler."),
    "ui_url": _("Hoppet over: adressen til brukerflaten mangler."),
    "fhir_url": _("Hoppet over: adressen til FHIR-tjeneren mangler."),
}
NOT_APPLICABLE = _("Ikke relevant: deklarasjonen sier at løsningen ikke har denne egenskapen.")
OUR_FAULT = _("Sjekken stoppet på grunn av en feil hos oss. Det er ikke en feil ved løsningen.")
UNREACHABLE = _("Løsningen svarte ikke, selv etter et nytt forsøk.")
REFUSED = _("Adressen kan ikke prøves.")
FILL_IN = _("Legg inn opplysningen i søknaden, og kjør sjekken på nytt.")
OPEN_UP = _("Kontroller at adressen er riktig, og at den svarer for alle på internett.")


@dataclass(frozen=True)
class Check:
    """Sjekk: one question that a machine can answer about a version."""

    code: str
    title: Promise
    severity: Severity
    reads: str
    run: Callable[[Subject], Result]
    relevant: Callable[[Subject], bool]


CHECKS: dict[str, Check] = {}


def check(code: str, *, title: str, severity: Severity, reads: str, relevant=lambda subject: True):
    """Put a function `(subject) -> Result` in the catalogue under its code."""

    def register(run: Callable[[Subject], Result]) -> Callable[[Subject], Result]:
        CHECKS[code] = Check(code, gettext_lazy(title), severity, reads, run, relevant)
        return run

    return register


def run_check(code: str, subject: Subject) -> Result:
    """Run one check; whatever breaks on our side is never held against the supplier."""
    try:
        return _run(CHECKS[code], subject)
    except Unreachable as silence:
        return _unreachable(silence)
    except Exception:
        log.exception("check %s broke on version %s", code, subject.number)
        return Result(Outcome.ERROR, Message(OUR_FAULT))


def _run(one: Check, subject: Subject) -> Result:
    if not one.relevant(subject):
        return Result(Outcome.NOT_APPLICABLE, Message(NOT_APPLICABLE))
    if not getattr(subject, one.reads):
        reason = Message(MISSING[one.reads])
        note = Finding(Level.NOTE, reason, one.reads, Message(FILL_IN))
        return Result(Outcome.SKIPPED, reason, [note])
    return one.run(subject)


def _unreachable(silence: Unreachable) -> Result:
    fix = Message(OPEN_UP)
    finding = Finding(Level.FAILED, silence.message, silence.exchanges[-1].url, fix)
    reason = Message(REFUSED if silence.refused else UNREACHABLE)
    return Result(Outcome.FAILED, reason, [finding], silence.exchanges)


def catalog_hash() -> str:
    """Return a fingerprint of the checks, code included, so that old results stay explainable."""
    lines = [[one.code, one.severity.value, one.reads] for one in CHECKS.values()]
    digest = hashlib.sha256(json.dumps(lines).encode())
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
