"""The sealer: takes the events that can no longer get company, and puts a seal on them."""

import json
import logging
import os
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from marketplace.models import Event, Seal

from .hashing import START, leaf, root

log = logging.getLogger(__name__)
LOCK = 0x5EA1
MOST = 5_000


def seal() -> Seal | None:
    """Seal what is ready, one sealer at a time; None when there is nothing, or another is at it."""
    with transaction.atomic():
        made = _seal() if _alone() else None
    if made:
        anchor(made)
    return made


def seal_all() -> int:
    """Seal until nothing is ready; returns how many seals it took."""
    made = 0
    while seal():
        made += 1
    return made


def _alone() -> bool:
    return _number("SELECT pg_try_advisory_xact_lock(%s)::int", LOCK) == 1


def _number(sql: str, *values) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def _seal() -> Seal | None:
    last = Seal.objects.first()
    high = _number("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
    floor, low = _place(last, high)
    ready = Event.objects.filter(xid__gte=low, xid__lt=high, pk__gt=floor).order_by("xid", "pk")
    events = list(ready[: MOST + 1])
    if len(events) > MOST:
        events, high = _whole_transactions(events, ready, high)
    if not events:
        return None
    made = Seal(
        number=last.number + 1 if last else 1,
        floor=floor,
        low=low,
        high=high,
        count=len(events),
        events=[event.pk for event in events],
        leaves=b"".join(leaf(event) for event in events),
    )
    made.root = root(last.root if last else START, made)
    made.save(force_insert=True)
    return made


def _place(last: Seal | None, high: int) -> tuple[int, int]:
    """Where the next range begins: (id that events lie above, first transaction)."""
    if last is None:
        return 0, 0
    if high >= last.high:
        return last.floor, last.high
    # Transactions are numbered anew: the database was restored into another cluster.
    log.warning("Transaction %s after %s: a new count begins", high, last.high)
    return newest_sealed(), 0


def newest_sealed() -> int:
    """The highest number among the sealed events."""
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(Seal._meta.db_table)
        cursor.execute(f"SELECT coalesce(max(e), 0) FROM {table}, unnest(events) e")  # noqa: S608
        return cursor.fetchone()[0]


def _whole_transactions(events: list[Event], ready, high: int) -> tuple[list[Event], int]:
    """Cut a long queue between two transactions, never inside one."""
    cut = events[-1].xid
    whole = [event for event in events if event.xid < cut]
    if whole:
        return whole, cut
    return list(ready.filter(xid=cut)), cut + 1


def anchor(made: Seal) -> None:
    """Say the newest hash outside the database: whoever rewrites that cannot unsay this."""
    line = {"number": made.number, "root": made.root, "at": made.at, "events": made.count}
    path = Path(settings.TRAIL_ANCHOR_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as anchors:
        anchors.write(json.dumps(line, default=str) + "\n")
        anchors.flush()
        os.fsync(anchors.fileno())


def unsealed():
    """Events that wait for a seal."""
    last = Seal.objects.first()
    if last is None:
        return Event.objects.all()
    return Event.objects.filter(xid__gte=last.high, pk__gt=last.floor)
