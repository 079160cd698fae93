"""The account page, and what is changed from it."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from marketplace.models import Event, User
from tests.accounts.conftest import PASSWORD, letter_to, link_in, log_in
from tests.signing_in import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(client, person):
    """The browser of somebody who has logged in."""
    log_in(client, person.email)
    return client


def test_name_and_language_are_changed_and_traced(mine, person):
    answer = mine.post("/konto/", {"first_name": "Åse", "last_name": "Nes", "language": "nn"})

    person.refresh_from_db()
    assert (answer.url, person.first_name, person.language) == ("/konto/", "Åse", "nn")
    assert Event.objects.about(person).get().data == {
        "fields": ["first_name", "last_name", "language"]
    }
    assert '<html lang="nn"' in mine.get("/konto/").content.decode()


def test_a_name_that_is_missing_is_422_and_the_header_keeps_the_old_one(mine):
    page = mine.post("/konto/", {"first_name": "", "last_name": "Nes", "language": "nb"})

    assert page.status_code == 422
    assert "Kari Nordmann" in page.content.decode()


def test_the_switch_in_the_footer_is_remembered_with_the_account(mine, person):
    mine.post("/sprak/", {"language": "en"})
    elsewhere = Client()
    log_in(elsewhere, person.email)

    person.refresh_from_db()
    assert person.language == "en"
    assert '<html lang="en"' in elsewhere.get("/").content.decode()


def test_what_is_chosen_in_a_browser_counts_at_log_in(client, person):
    client.cookies["django_language"] = "nn"

    log_in(client, person.email)

    person.refresh_from_db()
    assert person.language == "nn"


def test_a_visitor_who_switches_changes_nobodys_account(client, person):
    client.post("/sprak/", {"language": "en"})

    person.refresh_from_db()
    assert person.language == "nb"


def test_a_new_address_counts_when_its_letter_is_answered(mine, person):
    mine.post("/konto/email/", {"action_add": "1", "email": "ny@kommune.example"})
    before = User.objects.get(pk=person.pk).email
    mine.post(link_in(letter_to("ny@kommune.example")))

    assert before == "kari@kommune.example"
    assert User.objects.get(pk=person.pk).email == "ny@kommune.example"
    assert letter_to("kari@kommune.example").subject == "Kontoen din er endret"
    assert EmailAddress.objects.filter(user=person).count() == 1


def test_the_address_is_not_changed_on_an_old_log_in(client, person):
    enter(client, person, minutes_ago=16)

    answer = client.post("/konto/email/", {"action_add": "1", "email": "ny@kommune.example"})

    assert answer.url.startswith("/konto/reauthenticate/?next=")
    assert letter_to("ny@kommune.example") is None


def test_a_new_password_ends_the_other_sessions(mine, person):
    other = Client()
    log_in(other, person.email)

    changed = {"oldpassword": PASSWORD, "password1": "noe helt annet enn fjell"}
    answer = mine.post("/konto/password/change/", changed)

    assert answer.url == "/konto/"
    assert mine.get("/konto/").status_code == 200
    assert other.get("/konto/").status_code == 302


def test_the_list_shows_each_log_in_and_signs_the_others_out(mine, person):
    other = Client(HTTP_USER_AGENT="Noe annet")
    log_in(other, person.email)

    page = mine.get("/konto/okter/").content.decode()
    mine.post("/konto/okter/")

    assert "Noe annet" in page and "Her du er nå" in page
    assert other.get("/konto/").status_code == 302
    assert mine.get("/konto/").status_code == 200


def test_whoever_has_no_organisation_is_told_so_first(mine):
    assert "ikke knyttet til noen virksomhet" in mine.get("/").content.decode()
