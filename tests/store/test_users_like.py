"""What municipalities like one's own use: found by size and county, counted like other filters."""

import pytest
from django.http import QueryDict

from store.forms import ListingFilter
from store.models import Listing
from tests import cast
from tests.store import shop
from tests.store.test_adoption import told_months_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(listing, editor, other_editor, area, qualified_supplier, reviewer) -> tuple:
    """One that Ringsaker uses, and one that Bodø uses."""
    version = cast.declare(
        cast.application(qualified_supplier, area, "NaboTest"), qualified_supplier
    )
    cast.attest(version, qualified_supplier, reviewer)
    other = shop.put_on_shelf(version, qualified_supplier)
    shop.adopt(listing, editor).take_into_use(by=editor)
    shop.adopt(other, other_editor).take_into_use(by=other_editor)
    return listing, other


def found(query: str) -> tuple[list, list]:
    """What the index finds, and what the database finds."""
    one = ListingFilter(QueryDict(query), Listing.objects.on_shelf(), request=None)
    return sorted(one.found[:20]), sorted(one.qs.values_list("pk", flat=True))


def test_sizes_and_counties_find_what_is_used_there(two):
    large, city = (listing.pk for listing in two)

    assert found("used_by=large") == ([large], [large])
    assert found("used_by=city") == ([city], [city])
    assert found("used_by=large&used_by=city") == ([large, city], [large, city])
    assert found("used_county=18") == ([city], [city])
    assert found("used_by=large&used_county=18") == ([], [])


def test_the_numbers_follow_the_use_at_once(two, editor, other_editor):
    def counts() -> tuple:
        told = ListingFilter(QueryDict(""), Listing.objects.on_shelf(), request=None).counts
        return told.get(("used_by", "large"), 0), told.get(("used_by", "city"), 0)

    before = counts()
    two[1].adoptions.get().end(by=other_editor)

    assert before == (1, 1)
    assert counts() == (1, 0)


def test_what_is_tried_or_long_unconfirmed_is_not_found(two, other_editor, listing):
    told_months_ago(listing.adoptions.get(), 16)

    assert found("used_by=large") == ([], [])


def test_sizes_that_do_not_exist_find_everything(two):
    assert len(found("used_by=enorm&used_county=99")[0]) == 2


def test_a_municipality_has_a_short_way_to_what_those_like_it_use(two, editor, supplier, sign_in):
    ours = sign_in(editor).get("/butikken/").content.decode()
    others = sign_in(supplier).get("/butikken/").content.decode()

    assert "?used_by=large" in ours
    assert "?used_county=34" in ours
    assert "?used_by=" not in others
