"""«Hva koster det for oss?»: the calculator, on the listing and on a page of its own."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from store.models import Listing, PricePlan
from tests.store import shop
from tests.store.shop import TIERED

pytestmark = pytest.mark.django_db


def fresh(listing) -> Listing:
    return Listing.objects.get(pk=listing.pk)


def test_the_calculator_counts_for_our_municipality(listing, supplier, editor, sign_in):
    shop.plan(listing, supplier, **TIERED).publish(by=supplier)
    training = {"about": "service", "counted_by": "hour", "period": "one_off"}
    course = shop.plan(listing, supplier, name="Opplæring", price_1="1200", **training)
    course.publish(by=supplier)
    plan = PricePlan.objects.get(name="Per innbygger")
    asked = {"plan": plan.pk, "inhabitants": 20_000, "years": 2, f"extra_{course.pk}": 10}

    page = sign_in(editor).get(f"/butikken/oppforing/{listing.pk}/pris/", asked)

    calculation = page.context["calculation"]
    assert calculation.cost.per_year == Decimal("302500.00")
    assert calculation.cost.once == Decimal("12000.00")
    assert calculation.total == Decimal("617000.00")
    assert [bar.yearly for bar in calculation.bars()][:2] == [20_000, 100_000]


def test_the_panel_starts_from_our_own_population_and_asks_for_no_rows(
    listing, supplier, editor, sign_in
):
    shop.change(listing, supplier, price_model="per_inhabitant", price="10")

    page = sign_in(editor).get(listing.get_absolute_url())
    population = editor.organisation.population

    assert page.context["calculation"].cost.per_year == population * 10
    with CaptureQueriesContext(connection) as asked:
        fresh(listing).price_tags("solution", "addon", "service")
    assert len(asked) == 1  # The listing itself.


@pytest.mark.parametrize(
    "query", ["?inhabitants=x&years=4", "?inhabitants=0&years=99", "?plan=999999", "?years=4"]
)
def test_numbers_that_make_no_sense_come_back_with_words(listing, client, query):
    page = client.get(f"/butikken/oppforing/{listing.pk}/pris/{query}")

    assert page.status_code == 422
    assert "Rett tallene" in page.content.decode()


def test_htmx_gets_the_answer_alone(listing, client):
    headers = {"HX-Request": "true"}
    page = client.get(
        f"/butikken/oppforing/{listing.pk}/pris/?inhabitants=100&years=4", headers=headers
    )

    assert "<html" not in page.content.decode()
    assert page.headers["Vary"]
