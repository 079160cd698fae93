"""Accepting terms through the pages: the form, the receipt, and the document to keep."""

import io
import re

import pypdf
import pytest

from participation.models import Acceptance
from tests.participation.versions import accept

pytestmark = pytest.mark.django_db


def page(client, address: str) -> str:
    """The page as text."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def words(html: str) -> str:
    """What a person reads, without the tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# --- for those it binds -------------------------------------------------------------------------


def test_one_sees_by_when_and_who_can_do_it(first_terms, second_terms, approver, editor, sign_in):
    accept(first_terms, approver)

    for_approver = page(sign_in(approver), "/vilkar/")
    for_editor = page(sign_in(editor), "/vilkar/")

    assert "Må godtas innen" in for_approver and "Godtatt" in for_approver
    assert f"/vilkar/{second_terms.pk}/godta/" in for_approver
    assert f"/vilkar/{second_terms.pk}/be-om-godkjenning/" in for_editor


def test_the_form_says_for_whom_what_is_new_and_the_whole_text(
    first_terms, second_terms, approver, sign_in
):
    accept(first_terms, approver)

    html = page(sign_in(approver), f"/vilkar/{second_terms.pk}/godta/")

    assert "på vegne av <strong>Ringsaker</strong>" in html
    assert "endret siden versjon 1" in html and re.search(r"<ins>.*helt", html)
    assert "<p>Vær helt åpen.</p>" in html


def post(client, terms, query: str = "", **told):
    """Send the form."""
    return client.post(
        f"/vilkar/{terms.pk}/godta/{query}", {"agree": "on", "language": "nb"} | told
    )


def test_what_is_shown_is_what_is_accepted(first_terms, approver, sign_in):
    client = sign_in(approver)
    html = page(client, f"/vilkar/{first_terms.pk}/godta/?sprak=nn")
    shown = re.search(r'name="language" value="(\w+)"', html)[1]

    post(client, first_terms, "?sprak=nn", language=shown)

    acceptance = Acceptance.objects.get()
    assert acceptance.language == "nn"
    assert acceptance.sha256 == first_terms.sha256_in("nn") != first_terms.sha256_in("nb")


def test_one_comes_to_the_receipt_or_back_to_where_one_was(
    first_terms, second_terms, approver, sign_in
):
    client = sign_in(approver)

    to_receipt = post(client, first_terms)
    back = post(client, second_terms, "?next=/innovasjonsarena/")

    assert to_receipt.url == Acceptance.objects.get(terms=first_terms).get_absolute_url()
    assert back.url == "/innovasjonsarena/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_one_is_never_sent_elsewhere(elsewhere, first_terms, approver, sign_in):
    client = sign_in(approver)
    html = page(client, f"/vilkar/{first_terms.pk}/godta/?next={elsewhere}")

    answer = post(client, first_terms, f"?next={elsewhere}")

    assert answer.url.startswith("/vilkar/aksept/")
    assert f'href="{elsewhere}' not in html


@pytest.mark.parametrize("told", [{"agree": ""}, {"language": "xx"}, {"language": ""}])
def test_a_form_that_is_not_filled_in_is_shown_again(told, first_terms, approver, sign_in):
    answer = post(sign_in(approver), first_terms, **told)

    assert answer.status_code == 422
    assert not Acceptance.objects.exists()


def test_who_has_accepted_is_led_on(first_terms, approver, sign_in):
    acceptance, client = accept(first_terms, approver), sign_in(approver)

    assert client.get(f"/vilkar/{first_terms.pk}/godta/").url == acceptance.get_absolute_url()
    assert client.get(f"/vilkar/{first_terms.pk}/godta/?next=/butikken/").url == "/butikken/"


def test_the_receipt_tells_who_what_and_when_and_that_the_text_is_the_same(
    first_terms, approver, editor, other_editor, sign_in
):
    acceptance = accept(first_terms, approver)

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


def test_a_hash_that_does_not_match_is_told_of(first_terms, approver, sign_in):
    told = {
        "terms": first_terms,
        "organisation": approver.organisation,
        "accepted_by": approver.user,
    }
    acceptance = Acceptance.objects.create(**told, sha256="0" * 64)

    assert "Nei. Teksten" in page(sign_in(approver), acceptance.get_absolute_url())


def test_the_receipt_can_be_kept_as_a_document(first_terms, approver, sign_in):
    acceptance = accept(first_terms, approver, language="en")

    answer = sign_in(approver).get(f"{acceptance.get_absolute_url()}kvittering/")

    document = pypdf.PdfReader(io.BytesIO(answer.content))
    text = "".join(one.extract_text() for one in document.pages).replace("\n", "")
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    assert document.trailer["/Root"]["/Lang"] == "en"
    assert all(told in text for told in (acceptance.sha256, "Ringsaker", "Approver", "Be open."))
