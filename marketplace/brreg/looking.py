"""Looking a number up: the table first, the register when it must, and never too often."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from marketplace.models import Pulse, RegisterEntry
from marketplace.models.event import ClockTimestamp

from .client import Unavailable, ask
from .reading import entry_from

log = logging.getLogger(__name__)
SILENCE = "enhetsregisteret-taus"
PAUSE, MINUTE, MOST_A_MINUTE = timedelta(seconds=60), timedelta(minutes=1), 60


@dataclass(frozen=True)
class Found:
    """Oppslag: what is known about a number; without an entry the register is unavailable."""

    entry: RegisterEntry | None
    is_old: bool = False


def look_up(orgnr: str) -> Found:
    """Tell what the register says; call it outside transactions, for it may take five seconds."""
    kept = RegisterEntry.objects.fresh().filter(pk=orgnr).first()
    if kept:
        return Found(kept)
    try:
        return Found(fetch(orgnr))
    except Unavailable as error:
        log.warning("Enhetsregisteret: %s", error)
        old = RegisterEntry.objects.filter(pk=orgnr).first()
        return Found(old, is_old=old is not None)


def fetch(orgnr: str) -> RegisterEntry:
    """Ask the register now and keep the answer, or raise Unavailable."""
    _refuse_when_it_should_rest()
    try:
        entry = entry_from(orgnr, *ask(orgnr))
    except Unavailable:
        Pulse.objects.beat(SILENCE)
        raise
    return _keep(entry)


def _refuse_when_it_should_rest() -> None:
    if Pulse.objects.filter(name=SILENCE, at__gt=ClockTimestamp() - PAUSE).exists():
        raise Unavailable("silent a moment ago")
    if RegisterEntry.objects.lately(MINUTE).count() >= MOST_A_MINUTE:
        raise Unavailable("asked too often")


def _keep(entry: RegisterEntry) -> RegisterEntry:
    names = [field.name for field in RegisterEntry._meta.fields if not field.primary_key]
    entry.fetched_at = ClockTimestamp()
    rows = RegisterEntry.objects.bulk_create(
        [entry], update_conflicts=True, unique_fields=["orgnr"], update_fields=names
    )
    return RegisterEntry.objects.get(pk=rows[0].pk)
