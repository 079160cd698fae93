"""Pages of terms: what a visitor, a participant and FKJ see and can do."""

import hashlib
import io
import re

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participation.models import Acceptance, Terms
from tests import cast
from tests.participation.versions import WORDS, accept, day, days_pass, draft, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(administrator, reviewer) -> Terms:
    """Version 1 for municipalities, from today."""
    return publish(administrator, reviewer)


@pytest.fixture
def second(first, administrator, reviewer) -> Terms:
    """A material revision from next week, to be accepted within a month."""
    told = {"text": "# Formål\n\nVær helt åpen.", "valid_from": 7, "accept_by": 30}
    return publish(administrator, reviewer, **told)


def page(client, address: str) -> str:
    """The page as text."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def words(html: str) -> str:
    """What a person reads, without the tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# --- for everybody ------------------------------------------------------------------------------


def test_a_visitor_reads_the_terms_as_they_were_written(first, client):
    html = page(client, first.get_absolute_url())

    assert "<h2>Formål</h2>" in html and "<p>Vær åpen.</p>" in html


@pytest.mark.parametrize(
    ("language", "said"), [("nb", "Vær åpen"), ("nn", "Ver open"), ("en", "Be open")]
)
def test_the_text_is_read_in_the_language_one_asks_for(language, said, first, client):
    html = page(client, f"{first.get_absolute_url()}?sprak={language}")

    assert said in html and f'<div class="fkj-prose" lang="{language}">' in html


def test_a_language_that_there_is_not_is_left_out_or_404(first, client):
    assert page(client, f"{first.get_absolute_url()}?sprak=xx")
    assert client.get(f"/vilkar/{first.pk}/tekst/xx/").status_code == 404


def test_the_file_gives_the_hash_on_the_page(first, client):
    html = page(client, first.get_absolute_url())

    text = client.get(f"/vilkar/{first.pk}/tekst/nb/").content

    assert hashlib.sha256(text).hexdigest() in html


def test_what_has_been_is_kept_and_what_is_a_draft_is_not_shown(
    first, second, administrator, client, sign_in
):
    days_pass(7)
    written = draft(administrator, "supplier")

    visitors = page(client, "/vilkar/versjoner/")
    fkjs = page(sign_in(administrator), "/vilkar/versjoner/")

    assert all(one.get_absolute_url() in visitors for one in (first, second))
    assert written.get_absolute_url() not in visitors
    assert written.get_absolute_url() in fkjs


def test_any_two_versions_can_be_read_against_each_other(first, second, client):
    forth = page(client, f"/vilkar/{second.pk}/endringer/")
    back = page(client, f"/vilkar/{first.pk}/endringer/?fra=2")

    assert re.search(r"<ins>.*helt", forth) and not re.search(r"<del>", forth.split('fkj-diff"')[1])
    assert re.search(r"<del>.*helt", back)
    assert "Lagt til: helt" in words(forth)


def test_a_difference_is_said_in_the_readers_language(first, second, client):
    assert "Be open" in page(client, f"/vilkar/{second.pk}/endringer/?sprak=en")


def test_the_first_version_has_nothing_to_be_read_against(first, client):
    assert "første versjon" in page(client, f"/vilkar/{first.pk}/endringer/")


def test_odd_addresses_are_no_fault(first, client):
    for odd in ("abc", "-1", "99999999999999999999", "%00", "æ"):
        assert client.get(f"/vilkar/{first.pk}/endringer/?fra={odd}").status_code == 200
        assert client.get(f"/vilkar/{first.pk}/?sprak={odd}").status_code == 200
    assert client.get("/vilkar/99999999999999999999/").status_code == 404


# --- for those it binds -------------------------------------------------------------------------


def test_one_sees_by_when_and_who_can_do_it(first, second, approver, editor, sign_in):
    accept(first, approver)

    for_approver = page(sign_in(approver), "/vilkar/")
    for_editor = page(sign_in(editor), "/vilkar/")

    assert "Må godtas innen" in for_approver and "Godtatt" in for_approver
    assert f"/vilkar/{second.pk}/godta/" in for_approver
    assert f"/vilkar/{second.pk}/be-om-godkjenning/" in for_editor


def test_the_form_says_for_whom_what_is_new_and_the_whole_text(first, second, approver, sign_in):
    accept(first, approver)

    html = page(sign_in(approver), f"/vilkar/{second.pk}/godta/")

    assert "på vegne av <strong>Ringsaker</strong>" in html
    assert "endret siden versjon 1" in html and re.search(r"<ins>.*helt", html)
    assert "<p>Vær helt åpen.</p>" in html


def post(client, terms, query: str = "", **told):
    """Send the form."""
    return client.post(
        f"/vilkar/{terms.pk}/godta/{query}", {"agree": "on", "language": "nb"} | told
    )


def test_what_is_shown_is_what_is_accepted(first, approver, sign_in):
    client = sign_in(approver)
    html = page(client, f"/vilkar/{first.pk}/godta/?sprak=nn")
    shown = re.search(r'name="language" value="(\w+)"', html)[1]

    post(client, first, "?sprak=nn", language=shown)

    acceptance = Acceptance.objects.get()
    assert acceptance.language == "nn"
    assert acceptance.sha256 == first.sha256_in("nn") != first.sha256_in("nb")


def test_one_comes_to_the_receipt_or_back_to_where_one_was(first, second, approver, sign_in):
    client = sign_in(approver)

    to_receipt = post(client, first)
    back = post(client, second, "?next=/innovasjonsarena/")

    assert to_receipt.url == Acceptance.objects.get(terms=first).get_absolute_url()
    assert back.url == "/innovasjonsarena/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_one_is_never_sent_elsewhere(elsewhere, first, approver, sign_in):
    client = sign_in(approver)
    html = page(client, f"/vilkar/{first.pk}/godta/?next={elsewhere}")

    answer = post(client, first, f"?next={elsewhere}")

    assert answer.url.startswith("/vilkar/aksept/")
    assert f'href="{elsewhere}' not in html


@pytest.mark.parametrize("told", [{"agree": ""}, {"language": "xx"}, {"language": ""}])
def test_a_form_that_is_not_filled_in_is_shown_again(told, first, approver, sign_in):
    answer = post(sign_in(approver), first, **told)

    assert answer.status_code == 422
    assert not Acceptance.objects.exists()


def test_who_has_accepted_is_led_on(first, approver, sign_in):
    acceptance, client = accept(first, approver), sign_in(approver)

    assert client.get(f"/vilkar/{first.pk}/godta/").url == acceptance.get_absolute_url()
    assert client.get(f"/vilkar/{first.pk}/godta/?next=/butikken/").url == "/butikken/"


def test_the_receipt_tells_who_what_and_when_and_that_the_text_is_the_same(
    first, approver, editor, other_editor, sign_in
):
    acceptance = accept(first, approver)

    html = page(sign_in(editor), acceptance.get_absolute_url())

    told = [
        "Ringsaker kommune (Innlandet)",
        "Approver",
        acceptance.sha256,
        "Vær åpen",
        "Ja. Teksten",
    ]
    assert all(one in html for one in told)
    assert sign_in(other_editor).get(acceptance.get_absolute_url()).status_code == 404


def test_a_hash_that_does_not_match_is_told_of(first, approver, sign_in):
    told = {"terms": first, "organisation": approver.organisation, "accepted_by": approver.user}
    acceptance = Acceptance.objects.create(**told, sha256="0" * 64)

    assert "Nei. Teksten" in page(sign_in(approver), acceptance.get_absolute_url())


def test_the_receipt_can_be_kept_as_a_document(first, approver, sign_in):
    acceptance = accept(first, approver, language="en")

    answer = sign_in(approver).get(f"{acceptance.get_absolute_url()}kvittering/")

    document = pypdf.PdfReader(io.BytesIO(answer.content))
    text = "".join(one.extract_text() for one in document.pages).replace("\n", "")
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    assert document.trailer["/Root"]["/Lang"] == "en"
    assert all(told in text for told in (acceptance.sha256, "Ringsaker", "Approver", "Be open."))


# --- for FKJ ------------------------------------------------------------------------------------


def test_a_new_version_starts_from_the_last_one(first, administrator, sign_in):
    html = page(sign_in(administrator), "/vilkar/ny/municipal/")

    assert all(one in html for one in (WORDS["title_nn"], "Be open.", "Ver open."))
    assert sign_in(administrator).get("/vilkar/ny/finnes-ikke/").status_code == 404


def test_a_version_is_written_controlled_and_published_through_the_pages(
    first, administrator, reviewer, sign_in
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


def test_what_is_typed_stays_when_something_is_wrong(first, administrator, sign_in):
    told = WORDS | {"title": "", "text": "Noe langt", "valid_from": "i morgen"}

    answer = sign_in(administrator).post("/vilkar/ny/municipal/", told)

    assert answer.status_code == 422
    assert "Noe langt" in answer.content.decode() and "i morgen" in answer.content.decode()


def test_a_national_identity_number_has_no_place_in_the_terms(administrator, sign_in):
    told = WORDS | {"text": "Ring 01010750160.", "material": "on"}

    assert sign_in(administrator).post("/vilkar/ny/municipal/", told).status_code == 422


def test_fkj_sees_who_has_accepted_and_who_has_not(
    first, approver, other_approver, facilitator, editor, sign_in
):
    accept(first, approver)

    fkjs = words(page(sign_in(facilitator), first.get_absolute_url()))
    others = page(sign_in(editor), first.get_absolute_url())

    assert "Én virksomhet har godtatt" in fkjs and "har ikke godtatt: Bodø" in fkjs
    assert "Hvem har godtatt" not in others


# --- the API, the front page, and how much is asked ---------------------------------------------


def test_the_api_tells_what_is_published_and_nothing_can_be_written(
    first, second, administrator, client
):
    draft(administrator, "supplier")

    listed = client.get("/api/v1/vilkar/").json()["results"]
    one = client.get(f"/api/v1/vilkar/{first.pk}/").json()

    assert [row["number"] for row in listed] == [2, 1]
    assert one["text_en"] == WORDS["text_en"]
    assert one["sha256"]["nn"] == first.sha256_in("nn")
    assert client.post("/api/v1/vilkar/", {}).status_code == 405


def test_the_front_page_says_what_must_be_accepted_and_by_when(
    first, second, approver, editor, sign_in
):
    accept(first, approver)
    for who in (approver, editor):
        html = page(sign_in(who), "/")
        assert html.count(f'href="{second.get_absolute_url()}"') == 1


def queries(client, address: str) -> int:
    """How many times the page asks the database."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page(client, address)
    return len(asked)


def test_pages_ask_as_often_however_much_there_is(
    first, second, approver, administrator, reviewer, facilitator, sign_in
):
    addresses = ["/vilkar/", "/vilkar/versjoner/", first.get_absolute_url(), "/api/v1/vilkar/"]
    few = [queries(sign_in(who), a) for who in (approver, facilitator) for a in addresses]

    for number in range(4):
        told = {"valid_from": 40 + 10 * number, "accept_by": 90}
        publish(administrator, reviewer, **told)
        cast.actor(f"leder-{number}", approver.organisation, "approver")
    for audience in ("supplier", "other"):
        publish(administrator, reviewer, audience)

    assert [queries(sign_in(who), a) for who in (approver, facilitator) for a in addresses] == few
