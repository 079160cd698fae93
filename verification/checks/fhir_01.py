"""FHIR-01: the FHIR server tells what it can do."""

from django.utils.translation import gettext_noop as _

from marketplace.fetch import Exchange

from .asking import ask
from .capability_statement import faults
from .registry import check
from .result import Finding, Level, Message, Outcome, Result, Severity, conclude
from .subject import Subject

SLOW_MS = 3_000
FHIR_JSON = "application/fhir+json"
# The Norwegian base profiles are profiles of FHIR.
FHIR = {"hl7_fhir_r4", "no_basis"}
REASONS = {
    Outcome.PASSED: _("Tjeneren har en gyldig CapabilityStatement for FHIR R4."),
    Outcome.WARNING: _("CapabilityStatement er gyldig, men svaret kan bli bedre."),
    Outcome.FAILED: _("Tjeneren har ikke en gyldig CapabilityStatement for FHIR R4."),
}
STATUS = _("GET /metadata svarte med koden %(status)s, ikke 200.")
OPEN = _("La /metadata svare 200 uten innlogging.")
SLOW = _("Svaret tok %(seconds)s sekunder; det bør ta under 3.")
FASTER = _("Lag CapabilityStatement på forhånd, og mellomlagre den.")
WRONG_TYPE = _("Svaret har innholdstypen «%(found)s», ikke application/fhir+json.")
RIGHT_TYPE = _("Send «Content-Type: application/fhir+json».")
NOT_JSON = _("Svaret er ikke gyldig JSON.")
SEND_JSON = _("Svar med JSON når klienten ber om application/fhir+json.")


def declares_fhir(subject: Subject) -> bool:
    """Tell whether the supplier has an FHIR server, or has not yet said that there is none."""
    standards = subject.answers.get("standards")
    return bool(subject.fhir_url) or not standards or not FHIR.isdisjoint(standards)


@check(
    "FHIR-01",
    title=_("CapabilityStatement"),
    severity=Severity.MUST,
    reads="fhir_url",
    relevant=declares_fhir,
)
def server_tells_what_it_can(subject: Subject) -> Result:
    """Fetch the capability statement, and look at its form, codes, speed and content type."""
    address = subject.fhir_url.rstrip("/") + "/metadata"
    exchange = ask(address, headers={"Accept": FHIR_JSON})
    return conclude([*_content(exchange), *_manners(exchange)], REASONS, [exchange])


def _content(exchange: Exchange) -> list[Finding]:
    if exchange.status != 200:
        message = Message(STATUS, {"status": exchange.status})
        return [Finding(Level.FAILED, message, exchange.url, Message(OPEN))]
    try:
        return faults(exchange.json())
    except ValueError:
        return [Finding(Level.FAILED, Message(NOT_JSON), exchange.url, Message(SEND_JSON))]


def _manners(exchange: Exchange) -> list[Finding]:
    findings = []
    if exchange.ms > SLOW_MS:
        message = Message(SLOW, {"seconds": round(exchange.ms / 1000, 1)})
        findings.append(Finding(Level.WARNING, message, exchange.url, Message(FASTER)))
    media_type = exchange.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != FHIR_JSON:
        message = Message(WRONG_TYPE, {"found": media_type})
        findings.append(Finding(Level.WARNING, message, exchange.url, Message(RIGHT_TYPE)))
    return findings
