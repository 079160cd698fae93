"""The areas on top of the store: how many listings and needs there are in each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.models import ServiceArea
from tests import cast

pytestmark = pytest.mark.django_db


def tiles(client, address: str = "/butikken/") -> dict:
    """What each tile says: {path: (listings, needs)}."""
    told = client.get(address).context["tiles"]
    return {tile["path"]: (tile["listings"], tile["needs"]) for tile in told}


def test_each_area_tells_how_many_listings_and_needs_it_has(listing, draft_need, editor, client):
    top = listing.application.areas.get().path.split("/")[0]
    draft_need.propose(by=editor)

    found = tiles(client)

    assert found[top] == (1, 1)
    assert len(found) == ServiceArea.objects.tops().count()
    assert sum(listings for listings, _needs in found.values()) == 1


def test_a_draft_need_is_not_counted(listing, draft_need, client):
    assert sum(needs for _listings, needs in tiles(client).values()) == 0


def test_the_areas_step_aside_when_something_is_searched_for(listing, client):
    assert tiles(client, "/butikken/?q=kartlegging") == {}
    assert tiles(client, "/butikken/?sort=name") != {}


def test_the_tiles_ask_the_database_once_in_a_while(listing, editor, area, client):
    client.get("/butikken/")
    for number in range(3):
        cast.need(editor, area, f"Behov {number}")

    with CaptureQueriesContext(connection) as asked:
        client.get("/butikken/")

    assert not [query for query in asked if "innovation_need" in query["sql"]]
