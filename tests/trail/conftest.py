"""A trail with a few seals, and an anchor file of the test's own."""

import pytest
from django.db import connection

from marketplace.actor import SYSTEM
from marketplace.models import Event, Organisation
from marketplace.runtime.turns import within
from marketplace.trail import sealing

# A range is whole when no older transaction runs, also one of another database on the server.
PATIENCE = 30


@pytest.fixture(autouse=True)
def anchors(settings, tmp_path):
    """Where the newest hash is said outside the database."""
    settings.TRAIL_ANCHOR_FILE = tmp_path / "anchors"
    return settings.TRAIL_ANCHOR_FILE


@pytest.fixture
def subject(transactional_db) -> Organisation:
    """Something to write events about."""
    return Organisation.objects.create(kind="interest", name="Prøveforeningen", orgnr="310000094")


def write(subject: Organisation, number: int, **more) -> list[Event]:
    """Write so many events."""
    said = {"note": "Notat", "data": {"fields": ["name"], "tall": 1.5}}
    return [Event.objects.write(subject, f"step_{n}", SYSTEM, **said | more) for n in range(number)]


@pytest.fixture
def trail(subject) -> list[Event]:
    """Twelve events under three seals."""
    events = []
    for _round in range(3):
        events += write(subject, 4)
        assert within(PATIENCE, sealing.seal)
    return events


def as_owner(statement: str, values=()) -> None:
    """Do what the table's owner could do: with every trigger out of the way."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET session_replication_role = DEFAULT")
