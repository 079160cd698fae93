"""SIK-04: the security headers of the page that people meet."""

import httpx2
from django.utils.translation import gettext_noop as _

from marketplace.fetch import Exchange

from .asking import ask
from .csp import allows_framing, allows_inline_script, policies
from .registry import check
from .result import Finding, Level, Message, Outcome, Result, Severity
from .subject import Subject

GOOD_SCORE, POOR_SCORE = 75, 40
PRIVATE_REFERRERS = {
    "no-referrer",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
}
REFERRERS = PRIVATE_REFERRERS | {
    "origin",
    "origin-when-cross-origin",
    "no-referrer-when-downgrade",
    "unsafe-url",
}
SCORE = _("Sikkerhetsheaderne gir %(score)s av 100 poeng.")
ELSEWHERE = _("Adressen sender videre til %(host)s, så headerne hører til en annen tjeneste.")
OWN_PAGE = _("Oppgi en adresse som viser en side hos dere uten innlogging.")

# Mozilla Observatory takes 25, 20, 20, 5 and 5 points off; doubled, since we have 4 of its tests.
NO_CSP = (50, _("Content-Security-Policy (CSP) mangler."))
INLINE = (40, _("CSP tillater skript fra hvor som helst eller rett i siden."))
FRAMED = (40, _("Siden kan vises inne i andre nettsteder."))
SNIFFED = (10, _("X-Content-Type-Options er ikke satt til nosniff."))
REFERRED = (10, _("Referrer-Policy mangler eller røper hele adressen til andre."))
FIXES = {
    NO_CSP: _("Send «Content-Security-Policy» med minst default-src eller script-src."),
    INLINE: _("Fjern 'unsafe-inline' og brede kilder fra script-src; flytt skript til egne filer."),
    FRAMED: _("Legg «frame-ancestors 'none'» i CSP, eller send «X-Frame-Options: DENY»."),
    SNIFFED: _("Send «X-Content-Type-Options: nosniff»."),
    REFERRED: _("Send «Referrer-Policy: strict-origin-when-cross-origin» eller strengere."),
}


@check(
    "SIK-04",
    title=_("Sikkerhetsheadere"),
    severity=Severity.SHOULD,
    reads="ui_url",
)
def headers_protect_people(subject: Subject) -> Result:
    """Score the headers of the final page, if that page is the supplier's own."""
    exchange = ask(subject.ui_url)
    host = httpx2.URL(exchange.url).host
    if _bare(host) != _bare(httpx2.URL(exchange.hops[0][0]).host):
        return _someone_elses(exchange, host)
    faults = list(_faults(exchange.headers))
    score = max(0, 100 - sum(points for points, _text in faults))
    outcome = _outcome(score)
    level = Level.FAILED if outcome == Outcome.FAILED else Level.WARNING
    findings = [Finding(level, Message(f[1]), exchange.url, Message(FIXES[f])) for f in faults]
    return Result(outcome, Message(SCORE, {"score": score}), findings, [exchange])


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _someone_elses(exchange: Exchange, host: str) -> Result:
    reason = Message(ELSEWHERE, {"host": host})
    finding = Finding(Level.WARNING, reason, exchange.url, Message(OWN_PAGE))
    return Result(Outcome.NEEDS_REVIEW, reason, [finding], [exchange])


def _outcome(score: int) -> Outcome:
    if score >= GOOD_SCORE:
        return Outcome.PASSED
    return Outcome.WARNING if score >= POOR_SCORE else Outcome.FAILED


def _faults(headers: dict[str, str]):
    csp = policies(headers.get("content-security-policy", ""))
    if not csp:
        yield NO_CSP
    elif all(allows_inline_script(policy) for policy in csp):
        yield INLINE
    if all(allows_framing(policy) for policy in csp) and not _frame_options(headers):
        yield FRAMED
    if headers.get("x-content-type-options", "").strip().lower() != "nosniff":
        yield SNIFFED
    if _referrer(headers) not in PRIVATE_REFERRERS:
        yield REFERRED


def _frame_options(headers: dict[str, str]) -> bool:
    return headers.get("x-frame-options", "").strip().lower() in {"deny", "sameorigin"}


def _referrer(headers: dict[str, str]) -> str:
    """Return the policy that a browser would use: the last one that it knows."""
    words = [word.strip().lower() for word in headers.get("referrer-policy", "").split(",")]
    return next((word for word in reversed(words) if word in REFERRERS), "")
