"""`/helse/`: 200 when every part is well, 503 with the name of the part that is not."""

from datetime import timedelta

import pytest

from marketplace.clock import db_now
from marketplace.models import Pulse

NOBODY_LISTENS = "redis://127.0.0.1:1/0?retry_on_timeout=false"


@pytest.fixture
def pulses(db):
    """A worker and a beat that were here a moment ago."""
    for name in ("worker", "beat"):
        Pulse.objects.beat(name)


def unwell(client) -> tuple[int, list[str]]:
    """The status, and the parts that are not well."""
    answer = client.get("/helse/")
    parts = answer.json()["parts"]
    return answer.status_code, [name for name, well in parts.items() if not well]


def test_all_is_well(client, pulses):
    answer = client.get("/helse/")

    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("part", ["worker", "beat"])
def test_a_process_that_has_not_been_seen_for_a_while_is_not_well(client, pulses, part):
    Pulse.objects.filter(name=part).update(at=db_now() - timedelta(minutes=1))

    assert unwell(client) == (503, [part])


@pytest.mark.parametrize("part", ["worker", "beat"])
def test_a_process_that_was_never_seen_is_not_well(client, pulses, part):
    Pulse.objects.filter(name=part).delete()

    assert unwell(client) == (503, [part])


def test_redis_that_does_not_answer_is_told(client, pulses, settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": NOBODY_LISTENS}}

    assert unwell(client) == (503, ["redis"])


def test_a_database_that_cannot_be_reached_is_told(client):
    # Without the mark, the test runner closes the database to everybody.
    assert unwell(client) == (503, ["database", "worker", "beat"])


def test_a_pulse_is_one_row_that_moves(pulses):
    before = Pulse.objects.get(name="beat").at

    Pulse.objects.beat("beat")

    assert Pulse.objects.get(name="beat").at > before
    assert Pulse.objects.count() == 2
