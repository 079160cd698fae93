"""What the portal holds on a person: told, closed, and erased without a hole in the trail."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from marketplace import letters
from marketplace.clock import db_now
from marketplace.models import Event, Letter, Membership, Role, User
from marketplace.personal_data import closing, export
from marketplace.personal_data.erasure import erase, erase_due
from marketplace.personal_data.holdings import HOLDINGS, places
from marketplace.tasks import erase_closed
from tests import cast

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Qvirinius Sørbråten-Xylander", "qvirinius.xylander@test.example"


@pytest.fixture
def person(municipality, area):
    """An editor with an unusual name who has done something and left traces in many tables."""
    actor = cast.actor("qvirinius", municipality, "editor", "member")
    user = actor.user
    user.first_name, user.last_name, user.email = *NAME.split(" ", 1), EMAIL
    user.save()
    need = cast.need(actor, area)
    need.propose(by=actor)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    _letter("own", user, f"Hei {NAME}")
    _letter("other", "sjef@test.example", f"{NAME} ({EMAIL.upper()}) vil bli med.")
    _letter("invited", EMAIL, "Du er invitert.")
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(
        user=user, content_type=kind, object_id=user.pk, object_repr=NAME, action_flag=CHANGE
    )
    return actor


def _letter(key: str, to, text: str) -> None:
    owner = to if isinstance(to, User) else None
    address = to.email if owner else to
    Letter.objects.create(
        key=key, to=address, user=owner, language="nb", subject=f"Til {NAME}", text=text
    )
    Letter.objects.filter(key=key).update(sent_at=timezone.now())


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
    assert "password" not in json.dumps(told)


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
    _letter("namesake", editor.user, f"{NAME}sen bor i Bodø.")

    erase(person.user)

    assert Letter.objects.get(key="namesake").text == f"{NAME}sen bor i Bodø."


def test_letters_that_were_not_sent_are_not_sent_to_the_erased(person):
    letters.write("late", person.user, "account_closed", {"link": "x", "last": db_now()})

    erase(person.user)

    assert not Letter.objects.filter(key="late").exists()


def test_closing_ends_roles_and_sessions_and_writes_a_letter(person):
    browser = Client()
    browser.force_login(person.user)

    closing.close(person.user)

    assert browser.get("/min-side/").url.startswith("/konto/login/")
    assert not Session.objects.filter(pk=browser.cookies["sessionid"].value).exists()
    assert not Membership.objects.active().filter(user=person.user)
    letter = closing_letter(person.user)
    assert "/konto/angre/" in letter.text
    assert Event.objects.filter(step="left", organisation=person.organisation).exists()


def closing_letter(user) -> Letter:
    """The letter that tells how to regret it."""
    return Letter.objects.get(key__startswith=f"account-closed-{user.pk}-")


def regret(user) -> str:
    """The address in the letter."""
    return "/konto/angre/" + closing_letter(user).text.split("/konto/angre/")[1].split()[0]


def test_one_who_regrets_comes_back_with_the_same_roles(person, client):
    closing.close(person.user)
    address = regret(person.user)
    assert client.get(address).status_code == 200

    answer = client.post(address)

    assert answer.url == "/konto/login/"
    user = User.objects.get(pk=person.user.pk)
    assert user.is_active and user.closed_at is None
    assert {m.role for m in user.memberships.active()} == {"editor", "member"}
    assert client.get(address).status_code == 404


def test_a_role_that_had_ended_before_does_not_come_back(person):
    Membership.objects.filter(user=person.user, role="member").update(ended_at=db_now())
    closing.close(person.user)

    closing.reopen(person.user)

    assert [m.role for m in person.user.memberships.active()] == ["editor"]


def test_the_link_lasts_as_long_as_the_days_of_regret(person, client):
    closing.close(person.user)
    address = regret(person.user)

    let_days_pass(person.user, 31)

    assert client.get(address).status_code == 404


def test_a_made_up_link_opens_nothing(client):
    assert client.get("/konto/angre/WzEsIjIwMjYiXQ:1abc:def/").status_code == 404


def test_the_clock_erases_after_the_days_of_regret_and_not_before(person):
    closing.close(person.user)
    let_days_pass(person.user, 29)
    assert erase_due() == 0

    let_days_pass(person.user, 2)
    erase_closed()

    assert User.objects.get(pk=person.user.pk).erased_at is not None


def let_days_pass(user, days: int) -> None:
    """Move the closing back in time."""
    row = User.objects.get(pk=user.pk)
    User.objects.filter(pk=user.pk).update(closed_at=row.closed_at - timedelta(days=days))


def test_the_last_administrator_must_hand_over_first(person, editor):
    Membership.objects.create(user=person.user, organisation=person.organisation, role=Role.ADMIN)

    with pytest.raises(closing.LastAdministrator, match="Ringsaker"):
        closing.close(person.user)
    assert User.objects.get(pk=person.user.pk).is_active

    Membership.objects.create(user=editor.user, organisation=person.organisation, role=Role.ADMIN)
    closing.close(person.user)
    assert not User.objects.get(pk=person.user.pk).is_active


def test_an_administrator_erases_by_command(person, capsys):
    call_command("erase", EMAIL, "--yes")

    assert f"number {person.user.pk}" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Nobody"):
        call_command("erase", EMAIL, "--yes")


PASSWORD = "et-langt-passord-her"


def enter(client: Client, user: User) -> None:
    """Log in, and show once more who it is."""
    user.set_password(PASSWORD)
    user.save()
    client.post("/konto/login/", {"login": user.email, "password": PASSWORD})
    client.post("/konto/reauthenticate/", {"password": PASSWORD})


def test_the_pages_ask_for_the_password_again(person, client):
    person.user.set_password(PASSWORD)
    person.user.save()
    client.post("/konto/login/", {"login": EMAIL, "password": PASSWORD})

    for page in ("/konto/lukk/", "/konto/mine-data/"):
        assert client.get(page).url.startswith("/konto/reauthenticate/")
        assert client.post(page).url.startswith("/konto/reauthenticate/")
    assert User.objects.get(pk=person.user.pk).is_active


def test_a_person_downloads_their_data(person, client):
    enter(client, person.user)
    assert client.get("/konto/mine-data/").status_code == 200

    answer = client.post("/konto/mine-data/")

    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert packed.namelist() == ["mine-data.json", "mine-data.html"]
    assert answer["Content-Disposition"] == 'attachment; filename="mine-data.zip"'


def test_a_person_closes_the_account_by_typing_the_address(person, client):
    enter(client, person.user)

    wrong = client.post("/konto/lukk/", {"email": "en.annen@test.example"})
    assert wrong.status_code == 422 and User.objects.get(pk=person.user.pk).is_active

    right = client.post("/konto/lukk/", {"email": EMAIL.upper()}, follow=True)
    assert "Kontoen er lukket" in right.content.decode()
    assert not User.objects.get(pk=person.user.pk).is_active


def test_the_page_tells_the_last_administrator_what_to_do(person, client):
    Membership.objects.create(user=person.user, organisation=person.organisation, role=Role.ADMIN)
    enter(client, person.user)

    answer = client.post("/konto/lukk/", {"email": EMAIL})

    assert answer.status_code == 422
    assert "eneste administratoren i Ringsaker" in answer.content.decode()
