"""Pages of terms: what a visitor, a participant and FKJ see and can do."""

import hashlib
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participation.models import Terms
from tests import cast
from tests.participation.versions import WORDS, accept, day, days_pass, draft, publish

pytestmark = pytest.mark.django_db


def page(client, address: str) -> str:
    """The page as text."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def words(html: str) -> str:
    """What a person reads, without the tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# --- for everybody ------------------------------------------------------------------------------


def test_a_visitor_reads_the_terms_as_they_were_written(first_terms, client):
    html = page(client, first_terms.get_absolute_url())

    assert "<h2>Formål</h2>" in html and "<p>Vær åpen.</p>" in html


@pytest.mark.parametrize(
    ("language", "said"), [("nb", "Vær åpen"), ("nn", "Ver open"), ("en", "Be open")]
)
def test_the_text_is_read_in_the_language_one_asks_for(language, said, first_terms, client):
    html = page(client, f"{first_terms.get_absolute_url()}?sprak={language}")

    assert said in html and f'<div class="fkj-prose" lang="{language}">' in html


def test_a_language_that_there_is_not_is_left_out_or_404(first_terms, client):
    assert page(client, f"{first_terms.get_absolute_url()}?sprak=xx")
    assert client.get(f"/vilkar/{first_terms.pk}/tekst/xx/").status_code == 404


def test_the_file_gives_the_hash_on_the_page(first_terms, client):
    html = page(client, first_terms.get_absolute_url())

    text = client.get(f"/vilkar/{first_terms.pk}/tekst/nb/").content

    assert hashlib.sha256(text).hexdigest() in html


def test_what_has_been_is_kept_and_what_is_a_draft_is_not_shown(
    first_terms, second_terms, administrator, client, sign_in
):
    days_pass(7)
    written = draft(administrator, "supplier")

    visitors = page(client, "/vilkar/versjoner/")
    fkjs = page(sign_in(administrator), "/vilkar/versjoner/")

    assert all(one.get_absolute_url() in visitors for one in (first_terms, second_terms))
    assert written.get_absolute_url() not in visitors
    assert written.get_absolute_url() in fkjs


def test_how_a_version_was_drafted_is_fkjs_own(administrator, reviewer, client, sign_in):
    terms = draft(administrator)
    terms.review(by=reviewer)
    terms.send_back(by=reviewer, note="Dette er for strengt.")
    terms.review(by=reviewer)
    terms.publish(by=administrator)

    visitors = page(client, terms.get_absolute_url())
    fkjs = page(sign_in(reviewer), terms.get_absolute_url())

    assert "Dette er for strengt." not in visitors
    assert "Dette er for strengt." in fkjs


def test_any_two_versions_can_be_read_against_each_other(first_terms, second_terms, client):
    forth = page(client, f"/vilkar/{second_terms.pk}/endringer/")
    back = page(client, f"/vilkar/{first_terms.pk}/endringer/?fra=2")

    assert re.search(r"<ins>.*helt", forth) and not re.search(r"<del>", forth.split('fkj-diff"')[1])
    assert re.search(r"<del>.*helt", back)
    assert "Lagt til: helt" in words(forth)


def test_a_difference_is_said_in_the_readers_language(first_terms, second_terms, client):
    assert "Be open" in page(client, f"/vilkar/{second_terms.pk}/endringer/?sprak=en")


def test_the_first_version_has_nothing_to_be_read_against(first_terms, client):
    assert "første versjon" in page(client, f"/vilkar/{first_terms.pk}/endringer/")


def test_odd_addresses_are_no_fault(first_terms, client):
    for odd in ("abc", "-1", "99999999999999999999", "%00", "æ"):
        assert client.get(f"/vilkar/{first_terms.pk}/endringer/?fra={odd}").status_code == 200
        assert client.get(f"/vilkar/{first_terms.pk}/?sprak={odd}").status_code == 200
    assert client.get("/vilkar/99999999999999999999/").status_code == 404


# --- for FKJ ------------------------------------------------------------------------------------


def test_a_new_version_starts_from_the_last_one(first_terms, administrator, sign_in):
    html = page(sign_in(administrator), "/vilkar/ny/municipal/")

    assert all(one in html for one in (WORDS["title_nn"], "Be open.", "Ver open."))
    assert sign_in(administrator).get("/vilkar/ny/finnes-ikke/").status_code == 404


def test_a_version_is_written_controlled_and_published_through_the_pages(
    first_terms, administrator, reviewer, sign_in
):
    client, told = sign_in(administrator), {"material": "on", "valid_from": day(5)}
    answer = client.post("/vilkar/ny/municipal/", WORDS | told | {"accept_by": day(20)})
    made = Terms.objects.get(number=2)

    sign_in(reviewer).post(f"/steg/vilkar/{made.pk}/review/")
    sign_in(administrator).post(f"/steg/vilkar/{made.pk}/publish/")

    made.refresh_from_db()
    assert answer.url == made.get_absolute_url()
    assert made.status == "published"


def test_a_draft_shows_its_languages_side_by_side_and_what_is_missing(administrator, sign_in):
    terms = draft(administrator, title_en="", text_en="")

    html = page(sign_in(administrator), terms.get_absolute_url())

    assert "Språkene side om side" in html and "Mangler" in html
    assert "English (mangler)" in words(html)


def test_what_is_typed_stays_when_something_is_wrong(first_terms, administrator, sign_in):
    told = WORDS | {"title": "", "text": "Noe langt", "valid_from": "i morgen"}

    answer = sign_in(administrator).post("/vilkar/ny/municipal/", told)

    assert answer.status_code == 422
    assert "Noe langt" in answer.content.decode() and "i morgen" in answer.content.decode()


def test_a_national_identity_number_has_no_place_in_the_terms(administrator, sign_in):
    told = WORDS | {"text": "Ring 01010750160.", "material": "on"}

    assert sign_in(administrator).post("/vilkar/ny/municipal/", told).status_code == 422


def test_fkj_sees_who_has_accepted_and_who_has_not(
    first_terms, approver, other_approver, facilitator, editor, sign_in
):
    accept(first_terms, approver)

    fkjs = words(page(sign_in(facilitator), first_terms.get_absolute_url()))
    others = page(sign_in(editor), first_terms.get_absolute_url())

    assert "Én virksomhet har godtatt" in fkjs and "har ikke godtatt: Bodø" in fkjs
    assert "Hvem har godtatt" not in others


# --- the API, the front page, and how much is asked ---------------------------------------------


def test_the_api_tells_what_is_published_and_nothing_can_be_written(
    first_terms, second_terms, administrator, client
):
    draft(administrator, "supplier")

    listed = client.get("/api/v1/vilkar/").json()["results"]
    one = client.get(f"/api/v1/vilkar/{first_terms.pk}/").json()

    assert [row["number"] for row in listed] == [2, 1]
    assert one["text_en"] == WORDS["text_en"]
    assert one["sha256"]["nn"] == first_terms.sha256_in("nn")
    assert client.post("/api/v1/vilkar/", {}).status_code == 405


def test_the_front_page_says_what_must_be_accepted_and_by_when(
    first_terms, second_terms, approver, editor, sign_in
):
    accept(first_terms, approver)
    for who in (approver, editor):
        html = page(sign_in(who), "/")
        assert html.count(f'href="{second_terms.get_absolute_url()}"') == 1


def queries(client, address: str) -> int:
    """How many times the page asks the database."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page(client, address)
    return len(asked)


def test_pages_ask_as_often_however_much_there_is(
    first_terms, second_terms, approver, administrator, reviewer, facilitator, sign_in
):
    addresses = [
        "/vilkar/",
        "/vilkar/versjoner/",
        first_terms.get_absolute_url(),
        "/api/v1/vilkar/",
    ]
    few = [queries(sign_in(who), a) for who in (approver, facilitator) for a in addresses]

    for number in range(4):
        told = {"valid_from": 40 + 10 * number, "accept_by": 90}
        publish(administrator, reviewer, **told)
        cast.actor(f"leder-{number}", approver.organisation, "approver")
    for audience in ("supplier", "other"):
        publish(administrator, reviewer, audience)

    assert [queries(sign_in(who), a) for who in (approver, facilitator) for a in addresses] == few
