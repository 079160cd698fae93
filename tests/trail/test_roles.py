"""The database's own roles: what the application cannot do, whatever its code says."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from marketplace.models import Event
from marketplace.trail import roles, sealing
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)
PREFIX = f"fkj_test_{os.getpid()}_"


@pytest.fixture
def made(transactional_db) -> Iterator[dict[str, str]]:
    """The roles, with names of this run's own: they belong to the whole server."""
    names = roles.create(PREFIX)
    yield names
    with connection.cursor() as cursor:
        for name in names.values():
            role = sql.Identifier(name)
            cursor.execute(sql.SQL("DROP OWNED BY {}").format(role))
            cursor.execute(sql.SQL("DROP ROLE {}").format(role))


@pytest.fixture
def log_in(made) -> Iterator:
    """Connect as one of the roles, really."""
    lines = []

    def as_role(role: str) -> psycopg.Connection:
        told = connection.settings_dict
        place = {"host": told["HOST"], "port": told["PORT"] or None, "dbname": told["NAME"]}
        lines.append(psycopg.connect(**place, user=made[role], autocommit=True))
        return lines[-1]

    yield as_role
    for line in lines:
        line.close()


@pytest.fixture
def event(municipality, editor) -> Event:
    """Something that happened."""
    return Event.objects.write(municipality, "noted", editor)


FORBIDDEN = {
    "change an event": "UPDATE marketplace_event SET note = 'x'",
    "take an event away": "DELETE FROM marketplace_event",
    "empty the trail": "TRUNCATE marketplace_event CASCADE",
    "change a seal": "UPDATE marketplace_seal SET root = 'x'",
    "take a seal away": "DELETE FROM marketplace_seal",
    "change an acceptance": "UPDATE participation_acceptance SET at = now()",
    "change a frozen offer": "UPDATE procurement_offerversion SET content = '{}'",
    "turn the triggers off": "ALTER TABLE marketplace_event DISABLE TRIGGER ALL",
    "go round the triggers": "SET session_replication_role = replica",
    "drop the table": "DROP TABLE marketplace_event CASCADE",
    "drop the trigger": "DROP TRIGGER marketplace_event_append_only ON marketplace_event",
    "rewrite the trigger's function": "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger"
    " LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "change a table": "ALTER TABLE innovation_need ADD COLUMN x int",
    "make a table": "CREATE TABLE mine (id int)",
    "make a role": "CREATE ROLE somebody",
    "become the owner": "SET ROLE postgres",
    "forget a migration": "DELETE FROM django_migrations",
}


@pytest.mark.parametrize("statement", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_the_applications_role_cannot(statement, log_in, event):
    with pytest.raises(psycopg.Error):
        log_in("app").execute(statement)


def test_the_applications_role_can_write_events_and_read_them(log_in, event):
    line = log_in("app")

    line.execute(
        "INSERT INTO marketplace_event (subject_type_id, subject_id, step, from_status, to_status,"
        " note, data) SELECT subject_type_id, subject_id, 'x', '', '', '', '{}'"
        " FROM marketplace_event LIMIT 1"
    )

    assert line.execute("SELECT count(*) FROM marketplace_event").fetchone()[0] >= 2


def test_the_verifier_reads_the_trail_and_nothing_else(log_in, event):
    line = log_in("verifier")

    assert line.execute("SELECT count(*) FROM marketplace_event").fetchone()[0] >= 1
    for statement in ("SELECT * FROM marketplace_user", "DELETE FROM marketplace_event"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            line.execute(statement)


def test_the_backup_reads_everything_and_writes_nothing(log_in, event):
    line = log_in("backup")

    assert line.execute("SELECT count(*) FROM marketplace_user").fetchone()[0] >= 1
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        line.execute("INSERT INTO marketplace_pulse (name, at) VALUES ('x', now())")


def test_a_journey_goes_well_under_the_applications_role(made, area, editor, approver, sign_in):
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(made["app"])))
    try:
        need = cast.need(editor, area)
        sign_in(editor).post(f"/steg/behov/{need.pk}/propose/")
        sign_in(approver).post(f"/steg/behov/{need.pk}/prioritise/")
        sealing.seal_all()
        with pytest.raises(DatabaseError), transaction.atomic():
            Event.objects.filter(step="propose").update(note="x")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")

    need.refresh_from_db()
    assert need.status == "prioritising"
    assert [event.step for event in need.timeline()] == ["prioritise", "propose", "created"]


def test_the_command_can_be_run_again_and_tells_what_the_present_role_could_do(made, capsys):
    call_command("database_roles", prefix=PREFIX)
    call_command("database_roles", check=True)

    told = capsys.readouterr().out
    assert f"app: {PREFIX}app" in told
    assert "UPDATE marketplace_event" in told


def test_the_applications_role_has_nothing_too_much(log_in):
    with log_in("app").cursor() as cursor:
        assert roles.excess(cursor) == []
