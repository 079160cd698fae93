"""What has happened stays: the database itself refuses to change it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from marketplace.clock import db_now
from marketplace.models import Event
from tests.signing_in import enter

pytestmark = pytest.mark.django_db
SQL = {
    "update": "UPDATE marketplace_event SET note = 'Noe annet'",
    "delete": "DELETE FROM marketplace_event",
    "truncate": "TRUNCATE marketplace_event CASCADE",
    "truncate with all that hangs on": "TRUNCATE marketplace_user CASCADE",
}


def refused():
    """The database says no; what was done before still stands."""
    return pytest.raises(DatabaseError, match="append-only")


@pytest.mark.parametrize("statement", SQL.values(), ids=SQL.keys())
def test_no_sql_changes_what_has_happened(draft_need, statement):
    connection.check_constraints()  # a table with checks to come cannot be truncated anyway

    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Event.objects.about(draft_need).count() == 1


def test_neither_does_the_code(draft_need):
    event = draft_need.timeline()[0]
    event.note = "Noe annet"

    with refused(), transaction.atomic():
        event.save()
    with refused(), transaction.atomic():
        Event.objects.filter(pk=event.pk)._raw_delete("default")
    with refused(), transaction.atomic():
        Event.objects.update(note="Noe annet")

    assert draft_need.timeline()[0].note == ""


def test_an_upsert_is_a_change_too(draft_need):
    event = draft_need.timeline()[0]

    with refused(), transaction.atomic():
        Event.objects.bulk_create(
            [event], update_conflicts=True, unique_fields=["id"], update_fields=["note"]
        )


def test_an_event_has_the_moment_it_was_written_not_when_the_transaction_began(draft_need, editor):
    before = db_now()

    draft_need.propose(by=editor)

    assert before < draft_need.timeline()[0].at < db_now()


def test_an_event_speaks_the_readers_language(draft_need, editor):
    draft_need.propose(by=editor)

    proposed, created = draft_need.timeline()

    assert (created.label, proposed.label) == ("Opprettet", "Foreslått")
    assert proposed.moved_to == "Idé"


def test_a_step_that_was_taken_out_of_the_code_can_still_be_read(draft_need, editor):
    Event.objects.write(draft_need, "a_step_of_old", editor)

    event = draft_need.timeline()[0]

    assert event.label == "a_step_of_old"
    assert event.moved_to == ""


def test_a_change_in_the_administration_leaves_an_event_too(client, administrator, area):
    administrator.user.is_staff = administrator.user.is_superuser = True
    administrator.user.save()
    enter(client, administrator.user)
    words = {name: getattr(area, name) for name in ("path", "name_nn", "name_en", "icon", "order")}
    lists = {"volven_codes": "[]", "kostra_codes": "[]", "parent": area.parent_id}

    url = reverse("admin:marketplace_servicearea_change", args=[area.pk])
    response = client.post(url, words | lists | {"name": "Kartlegging"})

    event = Event.objects.about(area).newest().first()
    assert response.status_code == 302
    assert (event.step, event.actor) == (Event.EDITED, administrator.user)
    assert "name" in event.data["fields"]
