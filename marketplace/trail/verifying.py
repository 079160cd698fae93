"""Finding out whether anybody has touched the trail."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_now
from marketplace.models import Event, Seal

from .hashing import START, leaf, root
from .sealing import unsealed

# A transaction that writes an event does not stay open for an hour.
LONGEST_TRANSACTION = timedelta(hours=1)
SEALED_WITHIN = timedelta(minutes=10)
CHUNK = 20
UNKNOWN = """
WITH era AS (
    SELECT floor, max(high) AS high, lead(floor) OVER (ORDER BY floor) AS ceiling
    FROM {seal} GROUP BY floor
)
SELECT event.id FROM {event} event
JOIN era ON event.id > era.floor AND event.id <= coalesce(era.ceiling, event.id)
    AND event.xid < era.high
WHERE event.id NOT IN (SELECT unnest(events) FROM {seal})
"""


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was sealed: which seal, which event (if any), and what."""

    kind: str
    what: str
    seal: int | None = None
    event: int | None = None

    def __str__(self) -> str:
        where = f"segl {self.seal}" if self.seal else "sporet"
        return f"{where}{f', hendelse {self.event}' if self.event else ''}: {self.what}"

    def told(self) -> dict:
        """The fault as plain values."""
        return asdict(self) | {"what": str(self.what)}


def faults() -> Iterator[Fault]:
    """Read the whole trail and every seal, and tell everything that does not fit."""
    yield from _chain()
    yield from _inserted()
    yield from _anchors()
    yield from _late()


def _chain() -> Iterator[Fault]:
    before, number, at = START, 0, None
    for seal in Seal.objects.order_by("number").iterator(chunk_size=CHUNK):
        number += 1
        if seal.number != number:
            yield Fault("seal_missing", str(_("et segl foran dette er borte")), seal.number)
            number = seal.number
        if root(before, seal) != seal.root:
            yield Fault("seal_changed", str(_("seglet stemmer ikke med det foran")), seal.number)
        yield from _events_of(seal, at)
        before, at = seal.root, seal.at


def _events_of(seal: Seal, before) -> Iterator[Fault]:
    found = Event.objects.in_bulk(seal.events)
    for position, pk in enumerate(seal.events):
        event = found.get(pk)
        if event is None:
            yield Fault("deleted", str(_("hendelsen er borte")), seal.number, pk)
        elif leaf(event) != seal.leaf(position):
            yield Fault("changed", str(_("hendelsen er endret")), seal.number, pk)
        elif before and event.at < before - LONGEST_TRANSACTION:
            yield Fault("backdated", str(_("hendelsen er datert tilbake")), seal.number, pk)


def _inserted() -> Iterator[Fault]:
    """Events in a sealed range that no seal knows."""
    names = {"event": Event._meta.db_table, "seal": Seal._meta.db_table}
    with connection.cursor() as cursor:
        cursor.execute(UNKNOWN.format(**names))
        for (pk,) in cursor:
            yield Fault("inserted", str(_("hendelsen er skutt inn")), event=pk)


def _anchors() -> Iterator[Fault]:
    """What was said outside the database must still be so inside."""
    for line in anchored():
        seal = Seal.objects.filter(number=line["number"]).values_list("root", flat=True).first()
        if seal is None:
            yield Fault(
                "cut", str(_("seglet er borte, men er skrevet ned utenfor")), line["number"]
            )
        elif seal != line["root"]:
            what = str(_("seglet er et annet enn det som er skrevet ned utenfor"))
            yield Fault("rewritten", what, line["number"])


def anchored() -> Iterator[dict]:
    """The lines of the anchor file; none when there is no file."""
    path = Path(settings.TRAIL_ANCHOR_FILE)
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def _late() -> Iterator[Fault]:
    oldest = unsealed().order_by("pk").first()
    if oldest and oldest.at < db_now() - SEALED_WITHIN:
        what = str(_("hendelsen har ventet for lenge på segl; går forsegleren?"))
        yield Fault("unsealed", what, event=oldest.pk)
