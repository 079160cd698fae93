"""The shelf asks whether the supplier is qualified today: on the page, in the API, in compare."""

from datetime import timedelta

import pytest

from marketplace.clock import db_today
from participation import tasks
from participation.models import Qualification
from tests.participation.going import send_in

pytestmark = pytest.mark.django_db


def seen(client, listing) -> set[str]:
    """Where a visitor meets the listing."""
    name, places = listing.application.name, {}
    places["shelf"] = client.get("/butikken/").content.decode()
    places["page"] = client.get(listing.get_absolute_url()).content.decode()
    places["compare"] = client.get(f"/butikken/sammenlign/?id={listing.pk}").content.decode()
    places["api"] = client.get("/api/v1/oppforing/").content.decode()
    places["api-one"] = client.get(f"/api/v1/oppforing/{listing.pk}/").content.decode()
    return {place for place, text in places.items() if name in text}


EVERYWHERE = {"shelf", "page", "compare", "api", "api-one"}


def test_a_suspension_empties_the_shelf_at_once_and_its_end_fills_it(
    listing, client, administrator
):
    before = seen(client, listing)
    qualification = Qualification.objects.get()

    qualification.suspend(by=administrator, note="Konkurs meldt.")
    meanwhile = seen(client, listing)
    qualification.reinstate(by=administrator)

    assert before == EVERYWHERE
    assert meanwhile == set()
    assert seen(client, listing) == EVERYWHERE


def test_the_day_after_the_last_valid_day_the_shelf_is_empty_though_the_clock_stands_still(
    listing, client
):
    yesterday = db_today() - timedelta(days=1)
    Qualification.objects.update(valid_until=yesterday)
    before_the_clock = seen(client, listing)

    tasks.expire_qualifications()

    assert before_the_clock == seen(client, listing) == set()


def test_a_supplier_that_steps_out_leaves_the_shelf(listing, client, supplier):
    Qualification.objects.get().withdraw(by=supplier)

    assert seen(client, listing) == set()


def test_a_renewal_under_way_leaves_the_shelf_as_it_is(listing, client, supplier):
    send_in(supplier)

    assert seen(client, listing) == EVERYWHERE
