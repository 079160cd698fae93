"""The shelf's index: always what the truth says, at once, and with few questions."""

import random

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from marketplace.demo.filling import fill
from marketplace.models import ServiceArea
from participation.models import Qualification
from store import tasks
from store.forms import ListingFilter
from store.models import Listing, SearchDocument, ShelfPulse
from store.models.finding.found import Found
from store.models.finding.held import built, shelf
from store.models.finding.index import MOST_USED, NAME, NEWEST, ShelfIndex
from tests import cast
from tests.store import shop
from verification.forms import ApplicationForm
from verification.models import Attestation

pytestmark = pytest.mark.django_db
SHELF = "/butikken/"


def seen(client, **asked) -> list[str]:
    return [str(listing) for listing, _basis in client.get(SHELF, asked).context["hits"]]


def told(index: ShelfIndex) -> dict:
    """What an index says, whatever slots it uses."""
    found = Found(index)
    number = {pk: pk for pk in index.listings}
    return {
        "counts": {key: n for key, n in found.counts.items() if n},
        "orders": {s: Found(index, sort=s)[0:1000] for s in (NAME, MOST_USED, NEWEST)},
        "listings": sorted(number),
    }


def test_the_shelf_is_empty_the_moment_the_attestation_is_withdrawn(listing, reviewer, client):
    before = seen(client)

    Attestation.objects.get().withdraw(by=reviewer, note="Feil i grunnlaget.")

    assert (before, seen(client)) == (["KognitivTest"], [])


def test_the_shelf_is_empty_while_the_supplier_is_suspended(listing, administrator, client):
    seen(client)
    qualification = Qualification.objects.get()

    qualification.suspend(by=administrator, note="Konkurs.")
    during = seen(client)
    qualification.reinstate(by=administrator)

    assert (during, seen(client)) == ([], ["KognitivTest"])


def test_the_shelf_is_empty_until_the_supplier_accepts_the_new_terms(listing, supplier, client):
    seen(client)

    terms = shop.new_terms("supplier")
    during = seen(client)
    shop.accept(terms, supplier)

    assert (during, seen(client)) == ([], ["KognitivTest"])


def test_what_is_counted_follows_what_is_for_sale(listing, administrator, client):
    before = client.get(SHELF).context["filter"].counts

    listing.suspend(by=administrator, note="Undersøkes.")

    after = client.get(SHELF).context["filter"].counts
    assert before["kind", "best_of_breed"] == 1
    assert set(after.values()) == {0}


def test_what_was_read_in_a_change_that_is_undone_is_forgotten(listing, administrator, client):
    with pytest.raises(RuntimeError), transaction.atomic():
        listing.suspend(by=administrator, note="Undersøkes.")
        during = seen(client)
        raise RuntimeError

    assert (during, seen(client)) == ([], ["KognitivTest"])


def test_an_index_that_is_patched_says_the_same_as_one_built_anew(
    listing, reviewer, administrator, supplier, editor
):
    shop.clone_many(listing, 12)
    rows, chance = list(Listing.objects.all()), random.Random(781)
    shelf()

    for round_number in range(12):
        one = chance.choice(rows)
        one.refresh_from_db()
        if one.status == "published":
            chance.choice(
                [
                    lambda one=one: one.suspend(by=administrator, note="Undersøkes."),
                    lambda one=one: one.flag_remediation(by=reviewer, note="Uklart."),
                    lambda one=one: one.version.attestations.get().suspend(by=reviewer, note="X."),
                    lambda one=one: one.application.areas.clear(),
                ]
            )()
        Listing.objects.filter(pk=one.pk).reindex()

        assert told(shelf()) == told(built(Listing.objects.all())), round_number


def test_use_is_counted_at_once(listing, qualified_supplier, reviewer, area, editor, client):
    application = cast.application(qualified_supplier, area, "AndreTest")
    version = cast.declare(application, qualified_supplier)
    cast.attest(version, qualified_supplier, reviewer)
    shop.put_on_shelf(version, qualified_supplier)
    before = seen(client, sort="municipalities")

    shop.adopt(listing, editor).take_into_use(by=editor)

    assert before == ["AndreTest", "KognitivTest"]
    assert seen(client, sort="municipalities") == ["KognitivTest", "AndreTest"]


def test_a_new_name_is_on_the_card_at_once_and_is_found_when_the_job_has_run(
    listing, supplier, client
):
    application = listing.application
    areas = [area.pk for area in application.areas.all()]
    words = {"name": "Fjellheim", "summary": "Noe annet.", "areas": areas}

    fill(ApplicationForm, supplier, words, application)
    card, found = seen(client), seen(client, q="Fjellheim")
    tasks.index_shelf()

    assert (card, found) == (["Fjellheim"], [])
    assert seen(client, q="Fjellheim") == ["Fjellheim"]


def test_another_area_is_counted_when_the_job_has_run(listing, client):
    other = ServiceArea.objects.tops().last()
    listing.application.areas.set([other])

    tasks.index_shelf()

    assert seen(client, area=other.path) == ["KognitivTest"]


def test_a_listing_without_a_document_is_indexed_by_the_job(listing, client):
    SearchDocument.objects.all().delete()

    tasks.index_shelf()

    assert seen(client, q="KognitivTest") == ["KognitivTest"]


def test_tidying_leaves_the_shelf_as_it_was(listing):
    before = told(shelf())

    ShelfPulse.objects.tidy(most=0)

    assert ShelfPulse.objects.count() == 1
    assert told(shelf()) == before


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "kartlegging"},
        {"q": '"kognitiv kartlegging" -finnesikke'},
        {"kind": ["best_of_breed", "module"], "platforms": ["tablet"]},
        {"q": "kartlegging", "sort": "newest"},
        {"sort": "municipalities"},
    ],
)
def test_the_index_and_the_database_find_the_same(listing, asked):
    shop.clone_many(listing, 5)

    filterset = ListingFilter(asked, Listing.objects.on_shelf())

    assert sorted(filterset.found[0:100]) == sorted(filterset.qs.values_list("pk", flat=True))


ASKED = {"q": "kartlegging", "platforms": "tablet", "page": "1"}


def questions(client) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(SHELF, ASKED).status_code == 200
    return [query["sql"] for query in asked]


def test_the_list_asks_at_most_four_questions_however_much_stands_there(listing, client):
    shop.clone_many(listing, 4)
    client.get(SHELF)
    few = questions(client)
    shop.clone_many(listing, 45, start=10)
    client.get(SHELF)

    many = questions(client)

    assert len(few) == len(many)
    assert len(many) <= 4, many


def test_a_filter_finds_what_municipalities_of_a_size_use(listing, editor, client):
    before = seen(client, used_by="large")

    shop.adopt(listing, editor).take_into_use(by=editor)

    assert (before, seen(client, used_by="large")) == ([], ["KognitivTest"])
    assert seen(client, used_by="small") == []
    rows = ListingFilter({"used_by": ["large"]}, Listing.objects.on_shelf()).qs
    assert [str(one) for one in rows] == ["KognitivTest"]
