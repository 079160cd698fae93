"""Asking again, once a day, about those who take part: FKJ must hear of a bankruptcy."""

import logging
import time

from django.db import transaction
from django.db.models import Exists, OuterRef

from marketplace.actor import SYSTEM
from marketplace.models import Event, Membership, Organisation, RegisterEntry, Role

from .client import Unavailable
from .looking import fetch

log = logging.getLogger(__name__)
SECONDS = 30.0
SENTENCES = {
    "removed": "Enhetsregisteret sier at virksomheten er slettet.",
    "unknown": "Enhetsregisteret kjenner ikke lenger organisasjonsnummeret.",
    "bankrupt": "Enhetsregisteret sier at virksomheten er konkurs.",
    "winding_up": "Enhetsregisteret sier at virksomheten er under avvikling.",
}


def recheck(limit: int = 25) -> int:
    """Ask again about some whose answers are old; returns how many, and stops at silence."""
    asked, ends_at = 0, time.monotonic() + SECONDS
    for organisation in due()[:limit]:
        if time.monotonic() > ends_at:
            break
        try:
            _recheck_one(organisation)
        except Unavailable as error:
            log.warning("Enhetsregisteret: %s", error)
            break
        asked += 1
    return asked


def due():
    """Organisations whose answer is more than a day old, or that were never asked about.

    In any order: one that always goes wrong must not stand in the way of the rest.
    """
    kept = RegisterEntry.objects.fresh().filter(orgnr=OuterRef("orgnr"))
    rows = Organisation.objects.standing().exclude(orgnr=None)
    return rows.filter(~Exists(kept)).order_by("?")


def _recheck_one(organisation: Organisation) -> None:
    before = RegisterEntry.objects.filter(pk=organisation.orgnr).first()
    after = fetch(organisation.orgnr)
    # A number that the register never knew is not news, or made-up ones would fill the trail.
    known = _signs(before) if before else {"unknown"}
    if news := sorted(_signs(after) - known):
        flag(organisation, news)


def _signs(entry: RegisterEntry) -> set[str]:
    signs = {name for name in ("bankrupt", "winding_up") if getattr(entry, name)}
    return signs if entry.is_found else signs | {entry.answer}


@transaction.atomic
def flag(organisation: Organisation, news: list[str]) -> None:
    """Write it on the organisation, and reach FKJ's administrators directly."""
    operators = Organisation.objects.filter(kind=Organisation.Kind.OPERATOR)
    fkj = Membership.objects.active().filter(organisation__in=operators, role=Role.ADMIN)
    told = {"register": news, "mentions": sorted(set(fkj.values_list("user", flat=True)))}
    note = " ".join(SENTENCES[one] for one in news)
    Event.objects.write(organisation, "register_flagged", SYSTEM, note=note, data=told)
