"""What is hashed, and how: SHA-256 over canonical JSON, chained from seal to seal."""

import hashlib
from datetime import UTC

from marketplace.models import Event, Seal
from marketplace.versions import canonical

START = "0" * 64
FIELDS = (
    "id",
    "xid",
    "actor_id",
    "organisation_id",
    "subject_type_id",
    "subject_id",
    "step",
    "from_status",
    "to_status",
    "note",
    "data",
)


def leaf(event: Event) -> bytes:
    """The hash of one event: every column, the moment in UTC to the microsecond."""
    told = {name: getattr(event, name) for name in FIELDS}
    told["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(canonical(told).encode()).digest()


def root(before: str, seal: Seal) -> str:
    """The hash of a seal: the one before, its own range, and the hash of each event in order."""
    told = [before, seal.number, seal.floor, seal.low, seal.high, seal.count, list(seal.events)]
    return hashlib.sha256(canonical(told).encode() + bytes(seal.leaves)).hexdigest()
