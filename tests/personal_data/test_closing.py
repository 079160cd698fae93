"""Closing an account: at once for others, for good only after some days."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from marketplace.clock import db_now
from marketplace.models import Event, Letter, Membership, Role, User
from marketplace.personal_data import closing
from marketplace.personal_data.erasure import erase_due
from marketplace.tasks import erase_closed
from tests.personal_data.traces import EMAIL
from tests.signing_in import enter

pytestmark = pytest.mark.django_db


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

    let_days_pass(person.user, 29)
    assert client.get(link_of(person.user)).status_code == 200
    let_days_pass(person.user, 2)
    assert client.get(link_of(person.user)).status_code == 404


def link_of(user) -> str:
    """The address that a letter about this very closing holds."""
    return f"/konto/angre/{closing.token(User.objects.get(pk=user.pk))}/"


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


def test_the_pages_ask_for_the_password_again(person, client):
    person.user.set_password("et-langt-passord-her")
    person.user.save()
    enter(client, person.user, minutes_ago=16)

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
