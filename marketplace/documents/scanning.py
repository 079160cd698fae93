"""Having documents scanned for viruses. The row is the job; a message only wakes a worker.

A worker claims a row by a guarded update (lease and token). Whoever comes back after the lease is
gone writes nothing. The sweeper wakes what nobody holds. All times are the database's.
"""

import logging
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, Q, Value
from django.db.models.fields import DateTimeField
from kombu.exceptions import OperationalError

from marketplace import letters
from marketplace.actor import SYSTEM
from marketplace.models.document import Document, Scan
from marketplace.models.event import ClockTimestamp

from . import antivirus

log = logging.getLogger(__name__)
# Longer than the antivirus may take, so that nobody else begins meanwhile.
LEASE, FIRST_PAUSE, LONGEST_PAUSE = 120, 15, 3600
MOST_AT_ONCE = 50


def is_required() -> bool:
    """Tell whether a document must be scanned before anybody may fetch it."""
    return settings.DOCUMENT_SCAN_REQUIRED


def clock(seconds: float = 0):
    """The database's wall clock, so many seconds from now."""
    shift = Value(timedelta(seconds=seconds), output_field=DurationField())
    return ExpressionWrapper(ClockTimestamp() + shift, output_field=DateTimeField())


def waiting():
    """Documents that nobody has scanned and nobody holds."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=clock())
    return Document.objects.filter(free, scanned_at__isnull=True, erased_at__isnull=True)


def wake(document: Document) -> None:
    """Send the message that wakes a worker, once the row is committed."""
    if settings.CLAMD:
        transaction.on_commit(lambda: _send(document.pk), robust=True)


def _send(pk: int) -> None:
    from marketplace.tasks import scan_document

    try:
        scan_document.delay(pk)
    except OperationalError:
        log.warning("No broker for document %s; the sweeper will send it again.", pk)


def sweep() -> None:
    """Wake a worker for each that waits."""
    if settings.CLAMD:
        for pk in waiting().values_list("pk", flat=True)[:MOST_AT_ONCE]:
            _send(pk)


def claim(pk: int) -> Document | None:
    """Take the job, or None when it is done or somebody else has it."""
    told = {"token": uuid4(), "lease_until": clock(LEASE)}
    taken = waiting().filter(pk=pk).update(scan_attempts=F("scan_attempts") + 1, **told)
    return Document.objects.get(pk=pk) if taken else None


def scan(pk: int) -> None:
    """Scan one document. Without an answer it stays as it is, and is tried again later."""
    document = claim(pk)
    if document is None:
        return
    try:
        with document.content.open("rb") as content:
            found = antivirus.find(content.chunks())
    except (antivirus.Unanswered, OSError) as silence:
        log.warning("Document %s could not be scanned: %s", pk, silence)
        _pause(document)
    else:
        _settle(document, found)


def _pause(document: Document) -> None:
    """Leave it for a while, longer each time."""
    seconds = min(FIRST_PAUSE * 2 ** min(document.scan_attempts - 1, 20), LONGEST_PAUSE)
    _held(document).update(lease_until=clock(seconds), token=None)


def _held(document: Document):
    return Document.objects.filter(pk=document.pk, token=document.token, scanned_at__isnull=True)


def _settle(document: Document, found: str) -> None:
    done = {"scanned_at": clock(), "token": None, "lease_until": None}
    if not found:
        _held(document).update(scan=Scan.CLEAN, **done)
        return
    gone = {"finding": found[:200], "erased_at": clock(), "content": ""}
    stored, name = document.content.storage, document.content.name
    with transaction.atomic():
        if _held(document).update(scan=Scan.REFUSED, **done, **gone):
            document.refresh_from_db()
            document.tell("document_refused", SYSTEM)
            _write_letter(document)
            transaction.on_commit(lambda: stored.delete(name))


def _write_letter(document: Document) -> None:
    told = {"document": document, "page": letters.address(document.subject.get_absolute_url())}
    key = f"document-refused-{document.pk}"
    letters.write(key, document.uploaded_by, "document_refused", told)
