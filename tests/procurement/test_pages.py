"""Pages and API of Felleskjøp, and what they never tell."""

import pytest
from django.urls import reverse

from marketplace.models import User
from procurement.models import Commitment, JointProcurement, Offer
from tests.signing_in import enter

from .conftest import OTHER_PRICE, TENDER, let_standstill_pass, let_the_deadline_pass, offer, score

pytestmark = pytest.mark.django_db

# As the page writes it, as the API and the database write it.
SECRETS = ("7\u00a0654\u00a0321", "7 654 321", "7654321")


def addresses(procurement, sealed) -> list[str]:
    """Everywhere a price could be read."""
    return [
        procurement.get_absolute_url(),
        sealed.get_absolute_url(),
        sealed.edit_url,
        reverse("procurement:score_edit", args=[sealed.pk]),
        reverse("procurement:procurements"),
        reverse("api:felleskjop-list"),
        reverse("api:felleskjop-detail", args=[procurement.pk]),
        reverse("api:tilbud-list"),
        reverse("api:tilbud-detail", args=[sealed.pk]),
        reverse("admin:procurement_jointprocurement_change", args=[procurement.pk]),
        reverse("admin:marketplace_event_changelist"),
        reverse("home"),
    ]


def tells_the_price(client, procurement, sealed) -> list[str]:
    """Addresses where the reader can see the price."""
    told = []
    for address in addresses(procurement, sealed):
        text = client.get(address).content.decode()
        told += [address] if any(secret in text for secret in SECRETS) else []
    return told


@pytest.fixture
def superuser():
    """Someone with every right in Django admin."""
    return User.objects.create(
        email="root@test.example", password="!unusable", is_staff=True, is_superuser=True
    )


@pytest.fixture
def strangers(
    officer, administrator, facilitator, reviewer, editor, approver, other_supplier, superuser
):
    """Every kind of reader but the supplier itself."""
    actors = [officer, administrator, facilitator, reviewer, editor, approver, other_supplier]
    return [actor.user for actor in actors] + [superuser]


def readers(client, strangers):
    """The client as a visitor, then as each stranger."""
    client.logout()
    yield client
    for user in strangers:
        enter(client, user)
        yield client


def test_nobody_reads_a_price_before_prices_are_opened(
    client, published, submitted, strangers, officer, facilitator, reviewer
):
    def leaks():
        seen = [tells_the_price(one, published, submitted) for one in readers(client, strangers)]
        return [address for told in seen for address in told]

    assert leaks() == []
    let_the_deadline_pass(published)
    published.close(by=officer)
    published.approve_opening(by=officer)
    assert leaks() == []
    published.open(by=facilitator)
    assert leaks() == []
    published.start_qualification(by=officer)
    published.start_scoring(by=officer)
    score(published, reviewer)
    assert leaks() == []
    published.reach_consensus(by=officer)
    assert leaks() == []


def test_prices_are_read_by_fkj_once_they_are_opened(client, recommended, submitted, officer):
    enter(client, officer.user)

    told = tells_the_price(client, recommended, submitted)

    assert submitted.get_absolute_url() in told
    assert reverse("api:tilbud-detail", args=[submitted.pk]) in told


def test_the_supplier_reads_its_own_price_and_receipt(client, submitted, qualified_supplier):
    enter(client, qualified_supplier.user)

    page = client.get(submitted.get_absolute_url()).content.decode()

    assert "7\u00a0654\u00a0321" in page
    assert submitted.versions.get().sha256 in page


def test_sealed_offers_do_not_exist_for_others(client, submitted, strangers):
    for reader in readers(client, strangers[:-1]):
        page = reader.get(submitted.get_absolute_url())
        assert page.status_code in (302, 404)
        assert reader.get(reverse("api:tilbud-detail", args=[submitted.pk])).status_code in (
            403,
            404,
        )


def test_the_choice_is_not_public_before_it_is_notified(client, recommended, officer):
    page = client.get(recommended.get_absolute_url()).content.decode()
    recommended.notify_award(by=officer)
    later = client.get(recommended.get_absolute_url()).content.decode()

    assert "Best samlet." not in page
    assert "Best samlet." in later


def test_evaluators_do_not_see_the_points_of_others_while_they_judge(
    client, opened, submitted, officer, reviewer
):
    opened.start_qualification(by=officer)
    opened.start_scoring(by=officer)
    score(opened, reviewer)
    enter(client, officer.user)
    alone = client.get(submitted.get_absolute_url()).content.decode()
    opened.reach_consensus(by=officer)
    together = client.get(submitted.get_absolute_url()).content.decode()

    assert "8 av 10" not in alone
    assert "8 av 10" in together


def test_a_joint_procurement_is_made_and_taken_on_from_the_pages(
    client, officer, facilitator, approver, approved_basis
):
    enter(client, officer.user)
    words = TENDER | {"basis": approved_basis.pk, "deadline": "2099-01-01T12:00"}
    made = client.post(reverse("procurement:procurement_new"), words)
    tender = JointProcurement.objects.get()
    assert made.status_code == 302
    for kind, weight in (("quality", 60), ("price", 40)):
        words = {"kind": kind, "name": "Kriterium", "weight": weight, "scale_anchor": "0–10"}
        client.post(reverse("procurement:criterion_new", args=[tender.pk]), words)
    criterion = tender.criteria.first()
    changed = client.post(
        reverse("procurement:criterion_edit", args=[criterion.pk]),
        {"kind": "quality", "name": "Nytt navn", "weight": 60, "scale_anchor": "0–10"},
    )
    assert changed.status_code == 302
    enter(client, facilitator.user)
    client.post(reverse("step", args=["felleskjop", tender.pk, "review"]))
    enter(client, approver.user)
    words = {"estimate": "100", "agree": "on"}
    client.post(reverse("procurement:commit", args=[tender.pk]), words)
    enter(client, officer.user)
    told = client.post(reverse("step", args=["felleskjop", tender.pk, "publish"]))

    tender.refresh_from_db()
    assert told.status_code == 302
    assert tender.status == "published"
    assert tender.criteria.first().name == "Nytt navn"
    assert Commitment.objects.get().organisation == approver.organisation


def test_an_offer_is_written_and_handed_in_from_the_pages(client, published, qualified_supplier):
    enter(client, qualified_supplier.user)
    words = {"solution": "Vi kan dette.", "price": OTHER_PRICE}

    made = client.post(reverse("procurement:offer_new", args=[published.pk]), words)
    written = Offer.objects.get()
    page = client.get(written.get_absolute_url())
    handed_in = client.post(reverse("step", args=["tilbud", written.pk, "submit"]))

    assert (made.status_code, page.status_code, handed_in.status_code) == (302, 200, 302)
    written.refresh_from_db()
    assert written.status == "submitted"


def test_an_offer_is_written_and_handed_in_through_the_api(client, published, qualified_supplier):
    enter(client, qualified_supplier.user)
    body = {"procurement": published.pk, "solution": "Vi kan dette.", "price": "5000000.00"}

    made = client.post(reverse("api:tilbud-list"), body, content_type="application/json")
    steps = reverse("api:tilbud-detail", args=[made.json()["id"]]) + "steps/submit/"
    handed_in = client.post(steps, {}, content_type="application/json")

    assert made.status_code == 201
    assert handed_in.status_code == 200
    assert handed_in.json()["receipts"][0]["number"] == 1


def test_only_an_administrator_of_a_supplier_writes_offers(client, published, approver):
    enter(client, approver.user)

    page = client.get(reverse("procurement:offer_new", args=[published.pk]))

    assert page.status_code == 403


def test_points_are_given_on_one_page(client, opened, submitted, officer, reviewer):
    opened.start_qualification(by=officer)
    opened.start_scoring(by=officer)
    criterion = opened.criteria.scored().get()
    enter(client, reviewer.user)
    address = reverse("procurement:score_edit", args=[submitted.pk])

    wrong = client.post(address, {f"points_{criterion.pk}": 11})
    right = client.post(
        address, {f"points_{criterion.pk}": 7, f"justification_{criterion.pk}": "Godt."}
    )

    assert client.get(address).status_code == 200
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert submitted.scores.get().points == 7


def test_the_agreement_has_a_page_and_a_place_in_the_list(client, recommended, officer):
    recommended.notify_award(by=officer)
    agreement = make_agreement(recommended, officer)
    enter(client, officer.user)

    page = client.get(agreement.get_absolute_url())
    rows = client.get(reverse("procurement:agreements"))
    told = client.get(reverse("api:rammeavtale-detail", args=[agreement.pk]))

    assert (page.status_code, rows.status_code, told.status_code) == (200, 200, 200)
    assert str(agreement) in rows.content.decode()


def make_agreement(recommended, officer):
    """From a notified award to an agreement that waits for signatures."""
    recommended.start_standstill(by=officer)
    let_standstill_pass(recommended)
    recommended.contract(by=officer)
    return recommended.agreements.get()


def test_the_list_can_be_searched_and_filtered_by_status(client, published):
    hit = client.get(reverse("procurement:procurements"), {"q": "kartlegging"}).content.decode()
    miss = client.get(reverse("procurement:procurements"), {"status": "closed"}).content.decode()

    assert published.title in hit
    assert published.title not in miss


def test_an_unused_offer_number_is_not_found(client, qualified_supplier, published):
    offer(published, qualified_supplier)
    enter(client, qualified_supplier.user)

    assert client.get(reverse("procurement:offer", args=[10_000])).status_code == 404
