"""Seals: every event gets one, once, whoever else is writing."""

import json
import threading

import pytest
from django.db import connection, transaction

from marketplace.models import Event, Seal
from marketplace.runtime.turns import within
from marketplace.trail import sealing
from marketplace.trail.verifying import faults

from .conftest import PATIENCE, as_owner, write

pytestmark = pytest.mark.django_db(transaction=True)


def sealed() -> list[int]:
    """The events that have a seal."""
    return sorted(pk for seal in Seal.objects.all() for pk in seal.events)


def everything_is_sealed() -> bool:
    """Seal what can be sealed by now."""
    sealing.seal_all()
    return not sealing.unsealed().exists()


def test_every_event_is_sealed_once(trail):
    assert sealed() == [event.pk for event in trail]
    assert list(faults()) == []


def test_an_empty_range_gets_no_seal(trail):
    assert sealing.seal() is None
    assert Seal.objects.count() == 3


def test_what_is_not_committed_is_left_for_the_next_seal(subject):
    write(subject, 1)
    with transaction.atomic():
        late = write(subject, 1)
        _seal_from_another_session()
    early = sealed()

    assert within(PATIENCE, everything_is_sealed)

    assert late[0].pk not in early
    assert late[0].pk in sealed()
    assert list(faults()) == []


def _seal_from_another_session() -> None:
    def work() -> None:
        sealing.seal_all()
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_a_long_queue_is_cut_between_transactions(subject, monkeypatch):
    monkeypatch.setattr(sealing, "MOST", 5)
    for number in (3, 4, 9, 2):
        with transaction.atomic():
            write(subject, number)

    assert within(PATIENCE, everything_is_sealed)
    assert [seal.count for seal in Seal.objects.order_by("number")] == [3, 4, 9, 2]
    assert list(faults()) == []


def test_two_sealers_at_once_make_one_trail(subject):
    write(subject, 20)
    threads = [threading.Thread(target=_seal_and_close) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert within(PATIENCE, everything_is_sealed)
    assert sealed() == sorted(Event.objects.values_list("pk", flat=True))
    assert list(faults()) == []


def _seal_and_close() -> None:
    sealing.seal_all()
    connection.close()


def test_sixteen_writers_while_it_is_sealed_give_no_false_alarm(subject):
    done = threading.Event()
    writers = [threading.Thread(target=_write_a_lot, args=[subject, n]) for n in range(16)]
    sealer = threading.Thread(target=_seal_until, args=[done])

    sealer.start()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    done.set()
    sealer.join()

    assert within(PATIENCE, everything_is_sealed)
    assert sealed() == sorted(Event.objects.values_list("pk", flat=True))
    assert Seal.objects.count() > 3
    assert list(faults()) == []


def _write_a_lot(subject, seed: int) -> None:
    for number in range(40):
        with transaction.atomic():
            write(subject, 1 + (seed + number) % 3)
            if (seed + number) % 7 == 0:
                transaction.set_rollback(True)
    connection.close()


def _seal_until(done: threading.Event) -> None:
    while not done.is_set():
        sealing.seal()
    sealing.seal_all()
    connection.close()


def test_the_newest_hash_is_said_outside_the_database(trail, anchors):
    lines = [json.loads(line) for line in anchors.read_text().splitlines()]

    assert [line["number"] for line in lines] == [1, 2, 3]
    assert lines[-1]["root"] == Seal.objects.first().root


def test_a_restored_database_that_counts_transactions_anew_goes_on(trail, subject):
    far = 10**12
    as_owner("UPDATE marketplace_seal SET high = %s WHERE number = 3", [far])
    with_new_root = Seal.objects.get(number=3)
    from marketplace.trail.hashing import root

    before = Seal.objects.get(number=2).root
    as_owner(
        "UPDATE marketplace_seal SET root = %s WHERE number = 3", [root(before, with_new_root)]
    )
    sealing.anchor(Seal.objects.get(number=3))
    new = write(subject, 2)

    assert within(PATIENCE, everything_is_sealed)
    made = Seal.objects.first()
    assert made.floor == trail[-1].pk
    assert made.events == [event.pk for event in new]
    assert [f.kind for f in faults() if f.kind != "rewritten"] == []
