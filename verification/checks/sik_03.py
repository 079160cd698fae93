"""SIK-03: whoever writes http:// ends up on https:// and stays there."""

import re

import httpx2
from django.utils.translation import gettext_noop as _

from marketplace.fetch import Exchange

from .asking import Unreachable, ask
from .registry import check
from .result import Finding, Level, Message, Outcome, Result, Severity, conclude
from .subject import Subject

# Two addresses, two tries each: the worker is stopped after 45 seconds.
DEADLINE = 8.0
HALF_A_YEAR = 15_768_000
REDIRECTS = {301, 302, 303, 307, 308}
MAX_AGE = re.compile(r"max-age\s*=\s*\"?(\d{1,12})\"?", re.IGNORECASE)
REASONS = {
    Outcome.PASSED: _("Alle som kommer til nettstedet, bruker kryptert forbindelse."),
    Outcome.WARNING: _("Nettstedet bruker kryptert forbindelse, men vernet kan bli bedre."),
    Outcome.FAILED: _("Nettstedet sørger ikke for at alle bruker kryptert forbindelse."),
}
NO_HSTS = _("Svaret mangler en gyldig Strict-Transport-Security (HSTS).")
ADD_HSTS = _("Send «Strict-Transport-Security: max-age=31536000» i alle svar over https.")
SHORT_HSTS = _("HSTS gjelder i %(seconds)s sekunder, som er mindre enn et halvt år.")
NO_REDIRECT = _("Adressen med http:// sender ikke videre til https://.")
ADD_REDIRECT = _("Svar på http:// med omdirigering (301 eller 308) til samme vert på https.")
OTHER_HOST = _("Adressen med http:// sender til en annen vert før https er på plass.")
NO_HTTP = _("Tjeneren svarer ikke på http://, så det er ingenting å omdirigere.")


@check(
    "SIK-03",
    title=_("HTTPS-omdirigering og HSTS"),
    severity=Severity.MUST,
    reads="ui_url",
)
def everybody_ends_on_https(subject: Subject) -> Result:
    """Ask over https for HSTS, and over http for the way to https."""
    secure = ask(subject.ui_url, follow=False, deadline=DEADLINE)
    plain, found = _ask_plainly(secure)
    exchanges = [secure, plain] if plain else [secure]
    return conclude([*_hsts(secure), *found], REASONS, exchanges)


def _hsts(secure: Exchange) -> list[Finding]:
    # Only the first of several headers counts for a browser.
    first = secure.headers.get("strict-transport-security", "").split(",")[0]
    age = MAX_AGE.search(first)
    seconds = int(age[1]) if age else 0
    if seconds >= HALF_A_YEAR:
        return []
    if not seconds:
        return [Finding(Level.FAILED, Message(NO_HSTS), secure.url, Message(ADD_HSTS))]
    short = Message(SHORT_HSTS, {"seconds": seconds})
    return [Finding(Level.WARNING, short, secure.url, Message(ADD_HSTS))]


def _ask_plainly(secure: Exchange) -> tuple[Exchange | None, list[Finding]]:
    # The plain twin always lives on port 80, wherever the secure one is.
    address = httpx2.URL(secure.url).copy_with(scheme="http", port=None)
    try:
        plain = ask(str(address), schemes=("http",), follow=False, deadline=DEADLINE)
    except Unreachable as silence:
        return silence.exchanges[-1], _silence(silence)
    return plain, _redirect(address, plain)


def _silence(silence: Unreachable) -> list[Finding]:
    last = silence.exchanges[-1]
    if last.status:
        return [Finding(Level.FAILED, Message(NO_REDIRECT), last.url, Message(ADD_REDIRECT))]
    return [Finding(Level.NOTE, Message(NO_HTTP), last.url)]


def _redirect(address: httpx2.URL, plain: Exchange) -> list[Finding]:
    target = _target(address, plain)
    if plain.status not in REDIRECTS or target is None or target.scheme != "https":
        return [Finding(Level.FAILED, Message(NO_REDIRECT), plain.url, Message(ADD_REDIRECT))]
    if target.host != address.host:
        return [Finding(Level.WARNING, Message(OTHER_HOST), plain.url, Message(ADD_REDIRECT))]
    return []


def _target(address: httpx2.URL, plain: Exchange) -> httpx2.URL | None:
    try:
        return address.join(plain.headers.get("location", ""))
    except (httpx2.InvalidURL, ValueError):
        return None
