"""DEK-01: the product declaration is complete."""

from django.utils.translation import gettext_noop as _

from marketplace.declaration import Question, Schema

from .registry import check
from .result import Finding, Level, Message, Outcome, Result, Severity, conclude, question
from .subject import Subject

SHORTEST_TEXT = 40
REASONS = {
    Outcome.PASSED: _("Alle spørsmål som må besvares før publisering, er besvart."),
    Outcome.WARNING: _("Alle spørsmål er besvart, men noen svar er svært korte."),
    Outcome.FAILED: _("Deklarasjonen mangler svar."),
}
UNANSWERED = _("«%(question)s» er ikke besvart fullt ut.")
ANSWER_IT = _("Svar på spørsmålet i produktdeklarasjonen.")
SHORT = _("Svaret på «%(question)s» er kortere enn %(length)s tegn.")
TELL_MORE = _("Skriv så mye at en kommune som ikke kjenner løsningen, forstår svaret.")


@check(
    "DEK-01",
    title=_("Deklarasjonen er fullstendig"),
    severity=Severity.MUST,
    reads="answers",
)
def declaration_is_complete(subject: Subject) -> Result:
    """Look for required questions without an answer, and for answers that say too little."""
    schema = Schema.load("product", subject.schema_version)
    missing = schema.missing(subject.answers)
    filled = [one for one in schema.questions.values() if one not in missing]
    short = [one for one in filled if _is_short(one, subject.answers)]
    findings = [_unanswered(one, subject) for one in missing]
    findings += [_short(one, subject) for one in short]
    return conclude(findings, REASONS)


def _is_short(one: Question, answers: dict) -> bool:
    text = str(answers.get(one.key) or "").strip()
    return one.type == "text" and 0 < len(text) < SHORTEST_TEXT


def _unanswered(one: Question, subject: Subject) -> Finding:
    params = {"question": question(subject.schema_version, one.key)}
    return Finding(Level.FAILED, Message(UNANSWERED, params), one.key, Message(ANSWER_IT))


def _short(one: Question, subject: Subject) -> Finding:
    params = {"question": question(subject.schema_version, one.key), "length": SHORTEST_TEXT}
    return Finding(Level.WARNING, Message(SHORT, params), one.key, Message(TELL_MORE))
