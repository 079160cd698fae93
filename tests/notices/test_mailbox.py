"""The demo's mailbox: every letter, for everybody; on a real site it does not exist."""

import pytest

from marketplace import letters
from marketplace.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter() -> Letter:
    """A letter with a link."""
    context = {"group": {"thing": "Blåbær", "noun": "behov"}, "url": letters.address("/hjelp/")}
    return letters.write("one", "ola@test.example", "notice", context)


def test_a_newcomer_finds_the_letter_and_the_link_in_it(letter, client):
    page = client.get("/postkasse/", {"til": "ola@"})
    read = client.get(f"/postkasse/{letter.pk}/")

    assert letter.subject in page.text
    assert f'href="{letters.address("/hjelp/")}"' in read.text


def test_letters_to_others_are_filtered_away(letter, client):
    assert letter.subject not in client.get("/postkasse/", {"til": "kari@"}).text


def test_the_letter_as_html_can_run_nothing_and_fetch_nothing(letter, client):
    answer = client.get(f"/postkasse/{letter.pk}/html/")

    assert answer.text.strip().startswith("<!DOCTYPE html>")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_mailbox_does_not_exist_on_a_real_site(letter, client, settings):
    settings.DEMO = False

    for path in ("/postkasse/", f"/postkasse/{letter.pk}/", f"/postkasse/{letter.pk}/html/"):
        assert client.get(path).status_code == 404
    assert "/postkasse/" not in client.get("/hjelp/").text
