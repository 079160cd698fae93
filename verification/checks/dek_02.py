"""DEK-02: the version can be told from the others, and says what has changed."""

import re

from django.utils.translation import gettext_noop as _

from .registry import check
from .result import Finding, Level, Message, Outcome, Result, Severity, conclude
from .subject import Subject

SHA256 = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
REQUIREMENT = re.compile(r"\b[A-ZÆØÅ]{2,4}-\d{2}\b|\bing(?:en|a) krav\b", re.IGNORECASE)
REASONS = {
    Outcome.PASSED: _("Versjonen er entydig, og endringene er beskrevet."),
    Outcome.WARNING: _("Versjonen er entydig, men endringene er ikke godt nok beskrevet."),
    Outcome.FAILED: _("Versjonsnummeret er brukt før."),
}
REUSED = _("Versjon %(number)s er allerede brukt om et annet bygg.")
NEW_NUMBER = _("Gi hvert nytt bygg et nytt versjonsnummer.")
NO_HASH = _("Kontrollsummen til det som leveres, mangler eller er ikke en gyldig SHA-256.")
ADD_HASH = _("Legg inn SHA-256-summen av det som leveres: 64 tegn, sifre og bokstavene a til f.")
NO_NOTES = _("Endringsloggen mangler.")
ADD_NOTES = _("Beskriv kort hva som er nytt i denne versjonen.")
NAMES_NONE = _("Endringsloggen sier ikke hvilke krav endringene berører.")
NAME_THEM = _("Nevn kravene med kode, for eksempel SIK-03, eller skriv «ingen krav er berørt».")


@check(
    "DEK-02",
    title=_("Versjon og endringslogg"),
    severity=Severity.MUST,
    reads="number",
)
def version_is_told_apart(subject: Subject) -> Result:
    """Look for a reused number, a missing checksum, and notes that do not say what is touched."""
    findings = [*_reuse(subject), *_checksum(subject), *_notes(subject)]
    return conclude(findings, REASONS)


def _reuse(subject: Subject) -> list[Finding]:
    others = [sha for number, sha in subject.earlier if number == subject.number]
    if all(sha and sha.lower() == subject.artifact_sha256.lower() for sha in others):
        return []
    message = Message(REUSED, {"number": subject.number})
    return [Finding(Level.FAILED, message, "number", Message(NEW_NUMBER))]


def _checksum(subject: Subject) -> list[Finding]:
    if SHA256.fullmatch(subject.artifact_sha256):
        return []
    return [Finding(Level.WARNING, Message(NO_HASH), "artifact_sha256", Message(ADD_HASH))]


def _notes(subject: Subject) -> list[Finding]:
    if not subject.release_notes.strip():
        return [Finding(Level.WARNING, Message(NO_NOTES), "release_notes", Message(ADD_NOTES))]
    if subject.earlier and not REQUIREMENT.search(subject.release_notes):
        return [Finding(Level.WARNING, Message(NAMES_NONE), "release_notes", Message(NAME_THEM))]
    return []
