"""R17: whoever touches the trail is found out, even the owner of the tables."""

import random

import pytest
from django.db import connection, transaction

from marketplace.models import Event, Seal
from marketplace.runtime.turns import within
from marketplace.trail import sealing
from marketplace.trail.verifying import faults
from tests.trail.conftest import PATIENCE, anchors, subject, trail, write  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)

EVENT, SEAL = "marketplace_event", "marketplace_seal"
ONE = f"(SELECT id FROM {EVENT} WHERE id > %(low)s ORDER BY random() LIMIT 1)"
TAMPERS = {
    "another step": f"UPDATE {EVENT} SET step = 'other' WHERE id = {ONE}",
    "a word in a note": f"UPDATE {EVENT} SET note = note || ' ' WHERE id = {ONE}",
    "a microsecond": f"UPDATE {EVENT} SET at = at + interval '1 us' WHERE id = {ONE}",
    "another person": f"UPDATE {EVENT} SET actor_id = %(user)s WHERE id = {ONE}",
    "another organisation": f"UPDATE {EVENT} SET organisation_id = subject_id WHERE id = {ONE}",
    "a figure in the data": f"UPDATE {EVENT} SET data = '{{\"tall\": 2}}' WHERE id = {ONE}",
    "another subject": f"UPDATE {EVENT} SET subject_id = subject_id + 1 WHERE id = {ONE}",
    "a status": f"UPDATE {EVENT} SET to_status = 'approved' WHERE id = {ONE}",
    "another transaction": f"UPDATE {EVENT} SET xid = xid + 1 WHERE id = {ONE}",
    "an event taken away": f"DELETE FROM {EVENT} WHERE id = {ONE}",
    "an event shot in": f"INSERT INTO {EVENT} (subject_type_id, subject_id, step, from_status,"
    f" to_status, note, data, at, xid) SELECT subject_type_id, subject_id, 'forged', '', '', '',"
    f" '{{}}', at, xid FROM {EVENT} WHERE id = {ONE}",
    "two events that change places": f"UPDATE {EVENT} a SET note = b.step, step = b.note FROM"
    f" {EVENT} b WHERE a.id = {ONE} AND b.id = a.id",
    "everything": f"DELETE FROM {EVENT}",
    "a seal taken away": f"DELETE FROM {SEAL} WHERE number = %(seal)s",
    "the last seal cut off": f"DELETE FROM {SEAL} WHERE number = (SELECT max(number) FROM {SEAL})",
    "every seal": f"DELETE FROM {SEAL}",
    "a hash in a seal": f"UPDATE {SEAL} SET root = repeat('a', 64) WHERE number = %(seal)s",
    "a shorter seal": f"UPDATE {SEAL} SET events = events[2:], count = count - 1,"
    " leaves = substring(leaves from 33) WHERE number = %(seal)s",
    "the range of a seal": f"UPDATE {SEAL} SET high = high + 1 WHERE number = %(seal)s",
}


def tamper(name: str, chance: random.Random, user: int) -> list:
    """Touch the trail as the owner can, see what is found, and put it back."""
    told = {"low": 0, "user": user, "seal": chance.randint(1, Seal.objects.count())}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(TAMPERS[name], told)
            assert cursor.rowcount > 0
        found = [str(fault) for fault in faults()]
        transaction.set_rollback(True)
    return found


@pytest.fixture
def long_trail(subject):  # noqa: F811
    """Ten seals."""
    for _round in range(10):
        write(subject, 6)
        assert within(PATIENCE, sealing.seal)


@pytest.fixture
def somebody(django_user_model) -> int:
    """Whoever can be blamed."""
    return django_user_model.objects.create(email="other@test.example").pk


def found_of(times: int, user: int) -> int:
    """How many of so many tampers, drawn at random, are found."""
    chance = random.Random(17)
    names = [chance.choice(sorted(TAMPERS)) for _ in range(times)]
    return sum(bool(tamper(name, chance, user)) for name in names)


@pytest.mark.parametrize("name", TAMPERS)
def test_a_tamper_by_the_owner_of_the_tables_is_found(name, long_trail, somebody):
    assert list(faults()) == []

    assert tamper(name, random.Random(1), somebody)

    assert list(faults()) == []


@pytest.mark.long
def test_five_hundred_tampers_are_found(long_trail, somebody):
    assert found_of(500, somebody) == 500


def test_a_change_of_one_event_points_at_the_event(trail):  # noqa: F811
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(f"UPDATE {EVENT} SET note = 'Noe annet' WHERE id = %s", [trail[5].pk])
        found = list(faults())
        transaction.set_rollback(True)

    assert [(fault.kind, fault.event, fault.seal) for fault in found] == [
        ("changed", trail[5].pk, 2)
    ]


def test_a_dated_back_event_is_found_though_it_is_sealed_later(trail, subject):  # noqa: F811
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {EVENT} (subject_type_id, subject_id, step, from_status, to_status, note,"
            f" data, at) SELECT subject_type_id, subject_id, 'x', '', '', '', '{{}}',"
            f" at - interval '1 day' FROM {EVENT} WHERE id = %s",
            [trail[0].pk],
        )
    assert within(PATIENCE, sealing.seal)

    assert {fault.kind for fault in faults()} == {"backdated"}


def test_events_that_nobody_seals_are_told(subject):  # noqa: F811
    [event] = write(subject, 1)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(f"UPDATE {EVENT} SET at = at - interval '1 hour'")
        found = [fault.kind for fault in faults()]
        transaction.set_rollback(True)

    assert found == ["unsealed"]
    assert Event.objects.filter(pk=event.pk).exists()
