"""Finding a listing: text, filters with exact counts, sorting, and never a dead end."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.models import ServiceArea
from store.forms import ListingFilter
from store.models import Listing
from tests import cast
from tests.store import shop

pytestmark = pytest.mark.django_db
SHELF = "/butikken/"


def names(response) -> list[str]:
    return [str(listing) for listing, _basis in response.context["hits"]]


@pytest.fixture
def shelf(listing, qualified_supplier, reviewer, area) -> list[Listing]:
    """Four listings that answer differently."""
    other_area = ServiceArea.objects.tops().exclude(path=area.path.split("/")[0]).first()
    made = [listing]
    for name, where, answers in [
        ("TildelTest", area, {"kind": "module", "platforms": ["pc"]}),
        ("JournalTest", other_area, {"kind": "module", "hosting_location": "eea"}),
        ("VaktTest", other_area, {"platforms": ["pc", "mobile"], "summary": "Vaktlister."}),
    ]:
        application = cast.application(qualified_supplier, where, name)
        version = cast.declare(application, qualified_supplier, **answers)
        cast.attest(version, qualified_supplier, reviewer)
        made.append(shop.put_on_shelf(version, qualified_supplier))
    return made


def test_the_name_weighs_more_than_the_declaration(shelf, client):
    application = shelf[1].application
    application.summary = "Noe annet enn VaktTest."
    application.save()
    Listing.objects.all().reindex()

    found = names(client.get(SHELF, {"q": "VaktTest"}))

    assert found == ["VaktTest", "TildelTest"]


def test_norwegian_forms_of_a_word_find_each_other(shelf, client):
    found = names(client.get(SHELF, {"q": "kartlegginger"}))

    assert "KognitivTest" in found


def test_a_filter_keeps_any_of_its_values_and_two_filters_keep_both(shelf, client):
    either = names(client.get(SHELF, {"kind": ["module", "best_of_breed"]}))
    both = names(client.get(SHELF, {"kind": "module", "platforms": "pc"}))

    assert len(either) == 4
    assert both == ["TildelTest"]


def test_an_area_holds_everything_below_it(shelf, client, area):
    top = area.path.split("/")[0]

    found = names(client.get(SHELF, {"area": top}))

    assert sorted(found) == ["KognitivTest", "TildelTest"]


def test_areas_are_indented_once_and_the_chip_has_the_plain_name(shelf, client, area):
    page = client.get(SHELF, {"area": area.path}).content.decode()

    assert "\u2003\u2003Kognitiv kartlegging (2)" in page
    assert "– Kognitiv" not in page


def test_describing_the_api_leaves_the_filters_as_they_were(shelf, client, area):
    client.get("/api/v1/openapi.json")

    found = names(client.get(SHELF, {"area": area.path}))

    assert sorted(found) == ["KognitivTest", "TildelTest"]


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"kind": ["module"]},
        {"kind": ["module"], "platforms": ["pc"]},
        {"platforms": ["pc", "tablet"], "hosting_location": ["eea"]},
        {"q": ["kartlegging"], "kind": ["best_of_breed"]},
    ],
)
def test_every_count_is_what_one_would_get_by_counting_by_hand(shelf, client, chosen):
    filterset = client.get(SHELF, chosen).context["filter"]

    for name in filterset.facet_names():
        others = {key: values for key, values in chosen.items() if key != name}
        rows = list(client.get(SHELF, others).context["hits"])
        for value, _text in filterset.form.fields[name].choices:
            by_hand = sum(value in listing.facets.get(name, []) for listing, _basis in rows)
            assert filterset.counts.get((name, value), 0) == by_hand, (name, value)


def test_the_counts_stand_on_the_page(shelf, client):
    page = client.get(SHELF, {"platforms": "pc"}).content.decode()

    assert '<span class="fkj-subtle" id="antall-kind-module">(1)</span>' in page


def test_htmx_gets_the_hits_and_every_new_count(shelf, client):
    part = client.get(SHELF, {"platforms": "pc"}, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert 'id="antall-kind-module" hx-swap-oob="true">(1)</span>' in part


def test_nothing_found_tells_which_filter_to_lift(shelf, client):
    response = client.get(SHELF, {"q": "vaktlister", "kind": "module"})

    ways = {str(label): number for label, _address, number in response.context["ways_out"]}
    assert names(response) == []
    assert ways == {"Type løsning": 1, "Søk i butikken": 2}


def test_parameters_that_make_no_sense_give_a_page(shelf, client):
    nonsense = [
        {"page": "æ"},
        {"page": "999999"},
        {"area": "finnes/ikke"},
        {"kind": "<script>"},
        {"sort": "'; --"},
        {"q": "\x00 & | ! :* ((("},
        {"id": "x"},
    ]

    statuses = [client.get(SHELF, one).status_code for one in nonsense]

    assert statuses == [200] * len(nonsense)


def test_the_order_is_the_one_asked_for(shelf, client, editor):
    shop.adopt(shelf[0], editor).take_into_use(by=editor)

    first = {
        sort: names(client.get(SHELF, {"sort": sort}))[0]
        for sort in ("municipalities", "newest", "name", "relevance")
    }

    assert first == {
        "municipalities": "KognitivTest",
        "newest": "VaktTest",
        "name": "JournalTest",
        "relevance": "JournalTest",
    }


def test_the_list_asks_as_many_questions_for_fifty_listings_as_for_five(listing, client):
    shop.clone_many(listing, 4)
    few = questions(client)
    shop.clone_many(listing, 45, start=10)

    many = questions(client)

    assert many == few


def questions(client) -> int:
    client.get(SHELF, {"platforms": "tablet"})
    with CaptureQueriesContext(connection) as asked:
        client.get(SHELF, {"platforms": "tablet"})
    return len(asked)


def test_reindexing_again_gives_the_same(shelf):
    before = list(Listing.objects.order_by("pk").values_list("document__search", "facets"))

    Listing.objects.all().reindex()

    assert list(Listing.objects.order_by("pk").values_list("document__search", "facets")) == before


def test_a_step_leaves_the_search_document_as_it_was(listing, reviewer):
    before = Listing.objects.values_list("document__search", flat=True).get()

    listing.flag_remediation(by=reviewer, note="Uklart.")

    assert Listing.objects.values_list("document__search", flat=True).get() == before


def test_the_page_the_api_and_saved_searches_share_one_filter(shelf, client):
    page = names(client.get(SHELF, {"kind": "module"}))

    answer = client.get("/api/v1/oppforing/", {"kind": "module"}).json()

    assert sorted(row["name"] for row in answer["results"]) == sorted(page)
    assert set(ListingFilter.base_filters) > {"q", "area", "sort", "kind"}


def test_up_to_four_are_compared_by_the_declaration(shelf, client):
    address = "/butikken/sammenlign/?" + "&".join(f"id={listing.pk}" for listing in shelf)

    response = client.get(address)

    assert [str(thing) for thing, _subtitle in response.context["things"]] == [
        str(listing) for listing in shelf
    ]
    assert response.context["comparison"].sections()
