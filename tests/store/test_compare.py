"""Products, pinned versions and needs side by side: the page, the spreadsheet and the link."""

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from innovation.forms import NeedForm, RequirementForm
from innovation.models import Requirement
from marketplace.demo.filling import fill
from marketplace.models import Document
from store.models import Listing
from tests import cast
from tests.store import shop
from verification.models import Picture

pytestmark = pytest.mark.django_db
PAGE, SHEET = "/butikken/sammenlign/", "/butikken/sammenlign/regneark/"


@pytest.fixture
def rival(qualified_supplier, reviewer, area, listing) -> Listing:
    """Another product by the same supplier, with other answers."""
    application = cast.application(qualified_supplier, area, "Annet")
    told = {"platforms": ["pc"], "offline": "no", "kind": "suite"}
    version = cast.declare(application, qualified_supplier, "3.1", **told)
    cast.attest(version, qualified_supplier, reviewer)
    return shop.put_on_shelf(version, qualified_supplier, price="50000")


def titles(response) -> list[str]:
    """The columns, from left to right."""
    return [side.title for side, _without in response.context["sides"]]


def newer_version(listing: Listing, supplier, reviewer):
    """The supplier puts version 2.0 on the shelf."""
    version = cast.declare(listing.application, supplier, "2.0")
    cast.attest(version, supplier, reviewer)
    listing.refresh_from_db()
    listing.refresh_version(by=supplier)
    return version


def test_the_columns_stand_in_the_order_of_the_address(listing, rival, published_need, client):
    page = client.get(f"{PAGE}?need={published_need.pk}&id={rival.pk}&v={listing.version_id}")

    assert titles(page) == [published_need.title, "Annet", "KognitivTest"]
    assert "50\xa0000 kr per år" in page.content.decode()


def test_our_own_basis_and_price_are_told_to_those_who_belong_somewhere(
    listing, rival, editor, sign_in, client
):
    def told(browser) -> dict:
        page = browser.get(f"{PAGE}?id={listing.pk}&id={rival.pk}")
        return {fact.label: [cell.text for cell in fact.cells] for fact in page.context["facts"]}

    assert "Kjøpsgrunnlag for dere" not in told(client)
    ours = told(sign_in(editor))
    assert ours["Kjøpsgrunnlag for dere"] == ["Under terskelverdi", "Under terskelverdi"]
    assert ours["Listepris hos dere over fire år"] == ["400\xa0000 kr", "200\xa0000 kr"]


def test_the_lasting_link_shows_the_same_version_next_year(
    listing, supplier, reviewer, rival, client
):
    share = client.get(f"{PAGE}?id={listing.pk}&id={rival.pk}").context["share"]

    newer_version(listing, supplier, reviewer)

    later = client.get(share)
    [first, _second] = [side for side, _without in later.context["sides"]]
    assert first.version.number == "1.0"
    assert "Nå gjelder versjon 2.0" in later.content.decode()
    [(_side, address)] = later.context["newer"]
    [fresh, _other] = [side for side, _ in client.get(PAGE + address).context["sides"]]
    assert fresh.version.number == "2.0"


def test_the_lasting_link_survives_that_the_listing_leaves_the_shelf(listing, supplier, client):
    share = client.get(f"{PAGE}?id={listing.pk}").context["share"]

    listing.unpublish(by=supplier)

    page = client.get(share)
    assert titles(page) == ["KognitivTest"]
    assert "Ikke i butikken nå" in page.content.decode()


def test_a_draft_version_and_a_draft_need_are_for_their_owners(
    listing, supplier, draft_need, sign_in, client
):
    draft = cast.draft_version(listing.application, supplier, "9.0")
    address = f"{PAGE}?v={draft.pk}&need={draft_need.pk}"

    assert titles(client.get(address)) == []
    assert titles(sign_in(supplier).get(address)) == ["KognitivTest"]


def test_only_differences_tells_how_many_rows_are_alike(listing, rival, client):
    page = client.get(f"{PAGE}?id={listing.pk}&id={rival.pk}&only=differences")

    alike = page.context["comparison"].alike
    assert alike > 5
    assert f"{alike} rader er like i alle kolonnene og vises ikke" in page.content.decode()
    assert page.context["comparison"].only_differences().alike == alike


def test_a_need_does_not_differ_where_needs_are_not_asked(listing, published_need, client):
    page = client.get(f"{PAGE}?id={listing.pk}&need={published_need.pk}")

    rows = [row for group in page.context["comparison"].sections() for row in group.rows]
    only_products = [row for row in rows if not row.question.need]
    assert only_products
    assert not any(row.differs for row in only_products)
    assert any(row.differs for row in rows)


def test_what_nobody_answers_is_folded(listing, client):
    page = client.get(f"{PAGE}?id={listing.pk}").content.decode()

    assert "spørsmål som ingen har svart på" in page


def test_another_kind_or_area_is_warned_about(listing, rival, supplier, reviewer, client):
    page = client.get(f"{PAGE}?id={listing.pk}&id={rival.pk}").content.decode()

    assert "av ulike slag" in page


def test_coverage_tells_claim_by_claim(listing, rival, published_need, client):
    page = client.get(f"{PAGE}?id={listing.pk}&id={rival.pk}&need={published_need.pk}")

    demands = page.context["coverage"].demands()
    met = {d.question.key: [claim.met for claim in d.claims] for d in demands}
    assert met["offline"] == ["meets", "no"]
    assert met["platforms"] == ["meets", "no"]
    assert met["purpose"] == ["assess", "assess"]
    assert "Dekker løsningene behovet?" in page.content.decode()


def test_a_requirement_is_judged_by_the_question_it_hangs_on(
    listing, rival, draft_need, editor, client, sign_in
):
    for text, question in (("Må virke i felt", "offline"), ("Må være pen", "")):
        told = {"text": text, "priority": "must", "question": question}
        fill(RequirementForm, editor, told, Requirement(need=draft_need))

    page = sign_in(editor).get(f"{PAGE}?id={listing.pk}&id={rival.pk}&need={draft_need.pk}")

    [first, second, *rest] = page.context["coverage"].demands()
    assert [claim.met for claim in first.claims] == ["meets", "no"]
    assert [claim.met for claim in second.claims] == ["assess", "assess"]
    assert "Virker uten nett" not in [demand.text for demand in rest]
    assert page.context["coverage"].summaries()[0].total == 2 + len(rest)


def test_documents_about_the_question_are_evidence(listing, published_need, supplier, client):
    told = {"owner": supplier.organisation, "uploaded_by": supplier.user, "scan": "clean"}
    told |= {"file_name": "prove.pdf", "media_type": "application/pdf", "size": 9}
    told |= {"title": "Prøvd uten nett", "sha256": "0" * 64, "content": "00/prove"}
    for topic, visibility in (("offline", "public"), ("offline", "own"), ("platforms", "public")):
        more = {"topic": topic, "visibility": visibility, "subject": listing.version}
        Document.objects.create(**told, **more)

    page = client.get(f"{PAGE}?id={listing.pk}&need={published_need.pk}")

    demands = {d.question.key: d for d in page.context["coverage"].demands() if d.question}
    [claim] = demands["offline"].claims
    assert [document.title for document in claim.evidence] == ["Prøvd uten nett"]
    assert demands["languages"].claims[0].evidence == []
    assert "Prøvd uten nett" in page.content.decode()


def test_a_pinned_need_says_what_was_published(listing, published_need, editor, client):
    share = client.get(f"{PAGE}?need={published_need.pk}&id={listing.pk}").context["share"]
    assert f"nv={published_need.versions.get().pk}" in share

    fill(NeedForm, editor, {"title": "En ny tittel", "offline": "no"}, published_need)

    later = client.get(share)
    assert titles(later)[0] == "Felles kartlegging"
    asked = [d.question.key for d in later.context["coverage"].demands() if d.question]
    assert "offline" in asked
    now = client.get(f"{PAGE}?need={published_need.pk}&id={listing.pk}").context["coverage"]
    assert "offline" not in [d.question.key for d in now.demands() if d.question]
    published_need.revise(by=editor, note="Ikke uten nett likevel.")
    assert "Nå gjelder versjon 2" in client.get(share).content.decode()


def test_the_first_picture_stands_over_the_column(listing, client):
    told = {"alt": "Skjema", "width": 9, "height": 9, "size": 9, "sha256": "0" * 64}
    for place in (3, 2):
        about = {"application": listing.application, "place": place, "content": "bilde"}
        Picture.objects.create(**about, **told)

    [(side, _without)] = client.get(f"{PAGE}?id={listing.pk}").context["sides"]

    assert side.picture == Picture.objects.get(place=2).get_absolute_url()


def test_a_column_is_removed_replaced_and_added_by_plain_links(listing, rival, client):
    page = client.get(f"{PAGE}?id={listing.pk}&finn=annet&bytt=1")

    [(hit, address)] = page.context["hits"]
    assert hit.title == "Annet"
    assert titles(client.get(PAGE + address)) == ["Annet"]
    [(_side, without)] = page.context["sides"]
    assert titles(client.get(PAGE + without)) == []


def test_a_fifth_is_not_added_but_one_can_be_replaced(listing, client, qualified_supplier):
    shop.clone_many(listing, 4)
    four = "&".join(f"id={pk}" for pk in Listing.objects.values_list("pk", flat=True)[:4])

    full = client.get(f"{PAGE}?{four}")

    assert full.context["may_add"] is False
    assert client.get(f"{PAGE}?{four}&bytt=2").context["may_add"] is True


@pytest.mark.parametrize("query", ["id=0&v=x&need=-1&nv=æ", "finn=%00&bytt=99", "dekning=abc&v=1"])
def test_nonsense_gives_a_clear_page(query, listing, client):
    assert client.get(f"{PAGE}?{query}").status_code == 200
    assert client.get(f"{SHEET}?{query}").status_code == 200


def test_two_hundred_are_cut_to_four_and_said(listing, client, qualified_supplier):
    shop.clone_many(listing, 6)
    many = "&".join(f"id={pk}" for pk in Listing.objects.values_list("pk", flat=True))

    page = client.get(f"{PAGE}?{many}&" + "&".join(f"v={n}" for n in range(9000, 9200)))

    assert len(titles(page)) == 4
    assert "Noe er utelatt" in page.content.decode()


def test_the_spreadsheet_has_the_same_rows_and_no_formulas(
    listing, rival, published_need, supplier, client
):
    listing.application.name = "=HYPERLINK(1)"
    listing.application.save()
    address = f"?id={listing.pk}&id={rival.pk}&need={published_need.pk}"

    answer = client.get(SHEET + address)

    book = openpyxl.load_workbook(BytesIO(answer.content))
    [first, second] = book.worksheets
    assert first["B1"].value == "=HYPERLINK(1)"
    assert first["B1"].data_type == "s"
    shown = client.get(PAGE + address).context["comparison"]
    rows = {row[0].value for row in first.iter_rows()}
    assert {row.question.label for group in shown.sections() for row in group.rows} <= rows
    assert second["A1"].value == "Krav"


def test_the_number_of_queries_does_not_grow_with_what_is_compared(
    listing, published_need, client, qualified_supplier
):
    shop.clone_many(listing, 3)
    pks = list(Listing.objects.values_list("pk", flat=True))

    def asked(query: str) -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(f"{PAGE}?{query}")
        return len(found)

    asked(f"id={pks[0]}")
    two = asked(f"id={pks[0]}&id={pks[1]}")
    assert asked("&".join(f"id={pk}" for pk in pks)) == two
