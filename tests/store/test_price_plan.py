"""Prices: stated by the supplier, published once, and what they come to for us."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from marketplace.clock import db_today
from marketplace.lifecycle import StepRefused
from store.models import Listing, PricePlan, PriceTier
from store.models.prices.plan import restate
from store.tasks import begin_prices
from tests.store import shop
from tests.store.shop import TIERED

pytestmark = pytest.mark.django_db


def main_plan(listing) -> PricePlan:
    return listing.plans.published().of_solutions().get()


def fresh(listing) -> Listing:
    return Listing.objects.get(pk=listing.pk)


def test_the_price_on_the_listing_is_a_published_plan(listing):
    plan = main_plan(listing)

    assert plan.status == PricePlan.Status.PUBLISHED
    assert [(t.start, t.price) for t in plan.tiers.all()] == [(1, 100_000)]
    assert fresh(listing).price_text == "100\u00a0000 kr per år"


def test_a_new_plan_replaces_the_old_one_and_the_listing_says_so(listing, supplier):
    old = main_plan(listing)
    new = shop.plan(listing, supplier, **TIERED, replaces=old.pk)

    new.publish(by=supplier)

    old.refresh_from_db()
    assert old.status == PricePlan.Status.WITHDRAWN
    assert fresh(listing).price_text == "Fra 15,125 kr per innbygger per år"
    assert fresh(listing).value_for(10_000) == Decimal("605000.00")
    assert fresh(listing).value_for(9_999) == Decimal("799920.00")


def test_a_price_that_begins_later_waits_for_its_day(listing, supplier):
    old = main_plan(listing)
    later = db_today() + timedelta(days=30)
    new = shop.plan(listing, supplier, **TIERED, replaces=old.pk, valid_from=later)
    new.publish(by=supplier)
    before = fresh(listing).price_text

    begin_prices()

    assert before == fresh(listing).price_text == "100\u00a0000 kr per år"
    assert PricePlan.objects.get(pk=old.pk).status == PricePlan.Status.PUBLISHED


def test_a_price_whose_day_has_come_takes_over(listing, supplier):
    old = main_plan(listing)
    new = shop.plan(listing, supplier, **TIERED, replaces=old.pk)
    new.valid_from = db_today() + timedelta(days=1)
    new.save()
    new.publish(by=supplier)
    yesterday = db_today() - timedelta(days=1)
    with connection.cursor() as cursor:  # A published day never moves: only a test moves it.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE store_priceplan DISABLE TRIGGER store_priceplan_stands")
        PricePlan.objects.filter(pk=new.pk).update(valid_from=yesterday)
        cursor.execute("ALTER TABLE store_priceplan ENABLE TRIGGER store_priceplan_stands")

    begin_prices()

    assert PricePlan.objects.get(pk=old.pk).status == PricePlan.Status.WITHDRAWN
    assert fresh(listing).price_text == "Fra 15,125 kr per innbygger per år"


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: PricePlan.objects.filter(pk=plan.pk).update(name="Billigere"),
        lambda plan: PricePlan.objects.filter(pk=plan.pk).update(status="draft"),
        lambda plan: PriceTier.objects.filter(plan=plan).update(price=1),
        lambda plan: PriceTier.objects.filter(plan=plan).delete(),
        lambda plan: PriceTier.objects.create(plan=plan, start=5, price=1),
        lambda plan: PricePlan.objects.filter(pk=plan.pk).delete(),
    ],
)
def test_the_database_refuses_to_change_a_published_price(listing, change):
    plan = main_plan(listing)

    with pytest.raises(DatabaseError), transaction.atomic():
        change(plan)


@pytest.mark.parametrize("scale", [[], [(2, 10)], [(1, 10), (5, 9)]])
def test_the_database_refuses_to_publish_a_scale_that_is_not_whole(listing, scale):
    plan = PricePlan.objects.create(listing=listing, name="Hull", valid_from=db_today())
    for start, price in scale:
        PriceTier.objects.create(plan=plan, start=start, price=price)

    with pytest.raises(DatabaseError, match="not whole"), transaction.atomic():
        PricePlan.objects.filter(pk=plan.pk).update(status="published")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"price_1": ""}, "price_1"),
        ({"price_1": "12.34567"}, "price_1"),
        ({"price_1": "-1"}, "price_1"),
        ({"start_1": 2}, "start_1"),
        ({"start_2": "", "price_2": "5"}, "start_2"),
        ({"start_2": 5}, "price_2"),
        ({"start_2": 5, "price_2": "9"}, "tiering"),
        ({"tiering": "volume", "counted_by": "fixed"}, "tiering"),
        ({"counted_by": "hour"}, "counted_by"),
        ({"valid_from": "2020-01-01"}, "valid_from"),
        (
            {"tiering": "volume", "start_2": 5, "price_2": 1, "start_3": 5, "price_3": 2},
            "__all__",
        ),
    ],
)
def test_a_scale_that_is_not_whole_is_shown_where_it_is_wrong(listing, supplier, words, field):
    given = {"counted_by": "user"} | words

    with pytest.raises(ValueError) as refused:
        shop.plan(listing, supplier, **given)

    assert f"* {field}" in str(refused.value)


def test_the_last_price_of_what_is_for_sale_cannot_be_withdrawn(listing, supplier):
    plan = main_plan(listing)

    with pytest.raises(StepRefused, match="Publiser en ny prisplan"):
        plan.withdraw(by=supplier)


def test_on_request_withdraws_the_prices_and_needs_none(listing, supplier):
    words = {"price_model": "on_request", "price": ""}

    shop.change(listing, supplier, **words)

    assert not listing.plans.published().exists()
    assert fresh(listing).price_text == "Pris på forespørsel"
    assert fresh(listing).value_for(10_000) is None


def test_a_new_price_on_the_listing_replaces_the_first_plan(listing, supplier):
    shop.change(listing, supplier, price="90000")

    assert listing.plans.count() == 2
    assert fresh(listing).price == 90_000
    assert main_plan(listing).replaces is not None


def test_only_the_supplier_states_its_prices(listing, supplier, other_supplier, reviewer):
    plan = shop.plan(listing, supplier, **TIERED)

    for stranger in (other_supplier, reviewer):
        with pytest.raises(PermissionDenied):
            plan.publish(by=stranger)


def test_a_draft_price_is_seen_by_its_supplier_and_fkj_only(
    listing, supplier, other_supplier, editor, reviewer
):
    draft = shop.plan(listing, supplier, **TIERED)

    seen = {
        who: draft in PricePlan.objects.visible_to(who.user)
        for who in (supplier, reviewer, other_supplier, editor)
    }

    assert list(seen.values()) == [True, True, False, False]


@pytest.mark.django_db(transaction=True)
def test_two_last_prices_cannot_be_withdrawn_together(listing, supplier):
    other = shop.plan(listing, supplier, **TIERED)
    other.publish(by=supplier)
    plans = list(listing.plans.published())
    together = Barrier(2)

    def withdraw(plan) -> str:
        together.wait()
        try:
            plan.withdraw(by=supplier)
        except StepRefused as refused:
            return str(refused)
        finally:
            connection.close()
        return "withdrawn"

    with ThreadPoolExecutor(2) as threads:
        answers = sorted(threads.map(withdraw, plans))

    assert answers[1] == "withdrawn"
    assert "Publiser en ny prisplan" in answers[0]


def test_the_read_model_can_be_built_again_from_the_plans(listing):
    told = fresh(listing).prices
    Listing.objects.filter(pk=listing.pk).update(prices=[], price=1, period="month")

    restate(fresh(listing))

    assert fresh(listing).prices == told
    assert (fresh(listing).price, fresh(listing).period) == (100_000, "year")


def test_the_supplier_writes_and_publishes_a_tiered_price_on_the_pages(listing, supplier, sign_in):
    browser = sign_in(supplier)
    words = {"about": "solution", "period": "year"} | TIERED

    wrong = browser.post(f"/butikken/oppforing/{listing.pk}/priser/ny/", words | {"start_1": 3})
    right = browser.post(f"/butikken/oppforing/{listing.pk}/priser/ny/", words)
    plan = PricePlan.objects.get(name="Per innbygger")
    copied = browser.get(
        f"/butikken/oppforing/{listing.pk}/priser/ny/?erstatter={main_plan(listing).pk}"
    )

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert browser.get(plan.get_absolute_url()).status_code == 200
    assert browser.get(f"/butikken/oppforing/{listing.pk}/priser/").status_code == 200
    assert copied.context["form"]["price_1"].value() == 100_000


def test_the_api_states_a_price_through_the_same_form(listing, supplier, sign_in):
    body = {"listing": listing.pk, "about": "solution", "period": "year"} | TIERED

    answer = sign_in(supplier).post("/api/v1/prisplan/", body, content_type="application/json")

    assert answer.status_code == 201
    assert [tier["price"] for tier in answer.json()["tiers"]] == ["20.0000", "15.1250"]
