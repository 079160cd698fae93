"""The shelf's page for visitors: the same for all, kept for a moment, and never out of date."""

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from store.models.finding import held
from store.views import kept, shelf
from verification.models import Attestation

pytestmark = pytest.mark.django_db
SHELF = "/butikken/"


@pytest.fixture(autouse=True)
def keep_pages(settings, monkeypatch):
    """Keep pages, and ask the database for each of them."""
    settings.KEEP_PAGES = True
    monkeypatch.setattr(shelf, "TRUSTED", 0)
    monkeypatch.setattr(held, "_asked_at", float("-inf"))


@pytest.fixture
def trusted_for_long(monkeypatch):
    monkeypatch.setattr(shelf, "TRUSTED", 3600)


def test_two_visitors_get_the_same_bytes_and_neither_gets_a_cookie(listing, client):
    one, other = client.get(SHELF), Client().get(SHELF)

    assert one.content == other.content
    assert not one.cookies
    assert b"csrf" not in one.content
    assert {"Cookie", "Accept-Language", "HX-Request"} <= set(one["Vary"].split(", "))


def test_a_browser_that_has_the_page_is_told_so_after_one_question(listing, client):
    etag = client.get(SHELF)["ETag"]

    with CaptureQueriesContext(connection) as asked:
        again = client.get(SHELF, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert len(asked) == 1


def test_a_withdrawn_attestation_changes_the_page_at_once(listing, reviewer, client):
    etag = client.get(SHELF)["ETag"]

    Attestation.objects.get().withdraw(by=reviewer, note="Feil i grunnlaget.")

    again = client.get(SHELF, headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert b"KognitivTest" not in again.content


def test_what_the_database_said_a_moment_ago_is_not_asked_again(listing, client, trusted_for_long):
    etag = client.get(SHELF)["ETag"]

    with CaptureQueriesContext(connection) as asked:
        again = client.get(SHELF, headers={"If-None-Match": etag})

    assert (again.status_code, len(asked)) == (304, 0)


def test_whoever_is_logged_in_never_rests_on_what_was_said_a_moment_ago(
    listing, reviewer, editor, sign_in, client, trusted_for_long
):
    client.get(SHELF)

    Attestation.objects.get().withdraw(by=reviewer, note="Feil i grunnlaget.")

    assert b"KognitivTest" not in sign_in(editor).get(SHELF).content


def test_the_moment_is_shorter_than_a_person_notices():
    assert kept.TRUSTED <= 0.5


def test_each_language_has_its_own_page(listing, client):
    norwegian = client.get(SHELF)
    english = client.get(SHELF, headers={"Accept-Language": "en"})

    assert b'lang="nb"' in norwegian.content
    assert b'lang="en"' in english.content
    assert norwegian["ETag"] != english["ETag"]


def test_htmx_gets_its_part_and_others_the_whole(listing, client):
    whole = client.get(SHELF)
    part = client.get(SHELF, headers={"HX-Request": "true"})

    assert b"<html" in whole.content
    assert b"<html" not in part.content


def test_whoever_is_logged_in_gets_a_page_of_their_own(listing, editor, sign_in):
    response = sign_in(editor).get(SHELF)

    assert "ETag" not in response
    assert "no-store" in response["Cache-Control"]
    assert "På vegne av" in response.content.decode()


def test_a_visitor_with_a_message_gets_it_and_nobody_else_does(listing, editor, sign_in, client):
    sign_in(editor).post("/konto/logg-ut/")
    client.get(SHELF)

    assert b'role="status">\n' not in Client().get(SHELF).content.split(b"<main")[0]
    assert "Ringsaker" not in Client().get(SHELF).content.decode().split("<main")[0]


@pytest.mark.parametrize(
    "told",
    [{}, {"Origin": "https://ond.example"}, {"Sec-Fetch-Site": "cross-site"}]
    + [{"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"}, {"Origin": "null"}],
    ids=["nothing", "another", "crossed", "a sister", "a frame"],
)
def test_a_language_is_not_chosen_from_another_site(told, db):
    browser = Client(enforce_csrf_checks=True)

    refused = browser.post("/sprak/", {"language": "en"}, headers=told)

    assert (refused.status_code, "django_language" in refused.cookies) == (403, False)


def test_a_language_is_chosen_on_our_own_page_without_a_token(db):
    browser, told = Client(enforce_csrf_checks=True), {"Origin": "http://testserver"}

    chosen = browser.post("/sprak/", {"language": "en", "next": SHELF}, headers=told)

    assert (chosen.status_code, chosen.cookies["django_language"].value) == (302, "en")


@pytest.mark.django_db(transaction=True)
def test_a_line_to_the_database_that_broke_is_mended_by_the_first_question(known_facts, client):
    client.get(SHELF)
    pid = connection.connection.info.backend_pid
    with psycopg.connect(connection.connection.info.dsn) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])

    assert client.get(SHELF).status_code == 200
