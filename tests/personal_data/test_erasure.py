"""What the portal holds on a person: told whole, and erased without a hole in the trail."""

import json
import zipfile

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import EmailField

from marketplace import letters
from marketplace.clock import db_now
from marketplace.models import Event, Letter, User
from marketplace.personal_data import closing, export
from marketplace.personal_data.erasure import erase
from marketplace.personal_data.holdings import ADDRESSES, HOLDINGS, places
from tests.personal_data.traces import EMAIL, NAME, letter

pytestmark = pytest.mark.django_db


def dump() -> str:
    """Everything that stands in any table, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [f"{table}: {row}" for (row,) in cursor.fetchall()]
    return "\n".join(found)


def trail() -> list[tuple]:
    """Every event, whole."""
    return list(Event.objects.order_by("pk").values_list())


def test_every_column_that_names_a_person_is_decided():
    found = {place.label for place in places()}

    undecided, gone = found - set(HOLDINGS), set(HOLDINGS) - found
    assert (undecided, gone) == (set(), set()), "Decide in marketplace/personal_data/holdings.py."


def test_every_column_that_holds_an_address_is_decided():
    found = {
        f"{model._meta.label}.{column.name}"
        for model in apps.get_models(include_auto_created=True)
        for column in model._meta.concrete_fields
        if isinstance(column, EmailField)
    }

    # The two others are the account's own.
    assert found - {"marketplace.User.email", "account.EmailAddress.email"} == set(ADDRESSES)


def test_what_is_shown_and_emptied_exists():
    for place in places():
        names = {column.name for column in place.model._meta.concrete_fields}
        assert set(place.holding.shows) | set(place.holding.emptied) <= names, place.label


def test_the_copy_tells_everything_and_no_secret(person):
    packed = zipfile.ZipFile(export.archive(person.user))
    told = json.loads(packed.read("mine-data.json"))
    read = packed.read("mine-data.html").decode()

    assert told["account"]["rows"][0]["email"] == EMAIL
    assert {row["role"] for row in told["marketplace.Membership.user"]["rows"]} == {
        "editor",
        "member",
    }
    steps = [row["step"] for row in told["marketplace.Event.actor"]["rows"]]
    assert steps == ["created", "propose"]
    assert told["marketplace.Letter.user"]["rows"][0]["text"] == f"Hei {NAME}"
    assert told["account.EmailAddress.user"]["rows"][0]["verified"] is True
    assert NAME.split()[0] in read and "Ringsaker" in read
    assert told["mfa.Authenticator.user"]["rows"][0]["type"] == "totp"
    assert "hemmelig" not in json.dumps(told) and "password" not in json.dumps(told)


def test_the_copy_holds_nothing_of_others(person, editor):
    told = export.as_json(list(export.sections(editor.user)))

    assert EMAIL not in told


def test_erasure_leaves_no_name_and_no_address_anywhere(person):
    before = dump()
    assert NAME.split()[0] in before and EMAIL in before

    erase(person.user)

    after = dump().lower()
    for word in (*NAME.lower().split(), EMAIL, "xylander"):
        assert word not in after


def test_erasure_keeps_the_trail_as_it_was(person):
    closing.close(person.user)
    before = trail()

    erase(person.user)

    assert trail() == before
    erased = User.objects.get(pk=person.user.pk)
    assert str(Event.objects.get(step="propose").actor) == f"Slettet bruker {erased.pk}"
    assert erased.email == f"slettet-{erased.pk}@slettet.invalid"
    assert not erased.is_active and not erased.has_usable_password()


def test_erasing_twice_changes_nothing(person):
    assert erase(person.user)

    assert not erase(person.user)


def test_a_namesake_keeps_their_name_and_a_word_its_middle(person, editor):
    letter("namesake", editor.user, f"{NAME}sen bor i Bodø.")

    erase(person.user)

    assert Letter.objects.get(key="namesake").text == f"{NAME}sen bor i Bodø."


def test_letters_that_were_not_sent_are_not_sent_to_the_erased(person):
    letters.write("late", person.user, "account_closed", {"link": "x", "last": db_now()})

    erase(person.user)

    assert not Letter.objects.filter(key="late").exists()


def test_an_administrator_erases_by_command(person, capsys):
    call_command("erase", EMAIL, "--yes")

    assert f"number {person.user.pk}" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Nobody"):
        call_command("erase", EMAIL, "--yes")
