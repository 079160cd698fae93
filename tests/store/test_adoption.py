"""Adoptions: what a municipality tells about its use, and that it stands by it every year."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace import mine
from marketplace.clock import db_today, months_after
from marketplace.models import Letter, Organisation
from store.models import Adoption
from store.models.use.band import SizeBand
from store.tasks import ask_again
from tests import cast
from tests.store import shop

pytestmark = pytest.mark.django_db


def told_months_ago(adoption: Adoption, months: int) -> Adoption:
    """As if it had been confirmed so long ago."""
    day = months_after(db_today(), -months)
    Adoption.objects.filter(pk=adoption.pk).update(confirmed_on=day)
    adoption.refresh_from_db()
    return adoption


@pytest.fixture
def used(listing, editor) -> Adoption:
    """Ringsaker uses it."""
    adoption = shop.adopt(listing, editor)
    adoption.take_into_use(by=editor)
    return adoption


def test_what_is_told_today_is_confirmed_today(used):
    assert used.confirmed_on == db_today()
    assert Adoption.objects.counted().get() == used


def test_what_nobody_has_confirmed_for_fifteen_months_is_not_counted(used):
    told_months_ago(used, 15)
    still = Adoption.objects.counted().exists()

    told_months_ago(used, 16)

    assert still
    assert not Adoption.objects.counted().exists()


def test_confirming_counts_for_another_year(used, editor):
    told_months_ago(used, 16)

    used.confirm(by=editor)

    assert Adoption.objects.counted().get() == used
    assert used.status == Adoption.Status.IN_USE


def test_only_the_municipality_itself_confirms(used, other_editor, supplier):
    for stranger in (other_editor, supplier):
        with pytest.raises(PermissionDenied):
            used.confirm(by=stranger)


def test_the_municipality_is_asked_after_a_year_and_only_once(used, editor, approver, member):
    told_months_ago(used, 11)
    ask_again()
    early = Letter.objects.exists()
    told_months_ago(used, 12)

    ask_again()
    ask_again()

    readers = set(Letter.objects.values_list("to", flat=True))
    assert not early
    assert readers == {editor.user.email, approver.user.email}
    assert Letter.objects.count() == 2


def test_what_has_ended_is_not_asked_about(used, editor):
    used.end(by=editor)
    told_months_ago(used, 20)

    ask_again()

    assert not Letter.objects.exists()


def test_it_stands_among_my_tasks_until_it_is_confirmed(used, editor):
    told_months_ago(used, 13)
    waits = [task for task in mine.tasks(editor) if task.tag == "Må bekreftes"]

    used.confirm(by=editor)

    assert [task.due for task in waits] == [months_after(db_today(), 2)]
    assert not [task for task in mine.tasks(editor) if task.tag == "Må bekreftes"]


def test_modules_users_and_contact_are_told(listing, editor):
    words = {"users": "85", "modules": "Kartlegging", "contact_role": "systemansvarlig"}

    adoption = shop.adopt(listing, editor, **words)

    assert (adoption.users, adoption.modules) == (85, "Kartlegging")
    assert adoption.contact_role == "systemansvarlig"


@pytest.mark.parametrize("contact", ["kari@ringsaker.example", "Kari, 62 33 50 00"])
def test_the_contact_is_a_function_and_not_a_person(listing, editor, contact):
    with pytest.raises(ValueError, match="funksjon"):
        shop.adopt(listing, editor, contact_role=contact)


@pytest.mark.parametrize(
    ("inhabitants", "band"),
    [(0, "small"), (4_999, "small"), (5_000, "medium"), (49_999, "large"), (700_000, "city")],
)
def test_every_municipality_is_of_one_size(inhabitants, band):
    assert SizeBand.of(inhabitants) == band


def test_nobody_knows_the_size_of_a_county(listing):
    assert SizeBand.of(None) is None


def found(client, query: str) -> list[str]:
    rows = client.get(f"/butikken/i-bruk/?{query}").context["page_obj"]
    return [row.organisation.name for row in rows]


@pytest.fixture
def two(used, listing, other_editor) -> None:
    """Ringsaker uses it and Bodø considers it."""
    shop.adopt(listing, other_editor)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Bodø", "Ringsaker"]),
        ("status=in_use", ["Ringsaker"]),
        ("size=city", ["Bodø"]),
        ("size=large", ["Ringsaker"]),
        ("size=large&size=city", ["Bodø", "Ringsaker"]),
        ("county=18", ["Bodø"]),
        ("q=ringsak", ["Ringsaker"]),
        ("q=kognitivtest&sort=municipality", ["Bodø", "Ringsaker"]),
        ("q=%00", ["Bodø", "Ringsaker"]),
        ("q=finnesikke", []),
        ("size=enorm&county=99&sort=x", ["Bodø", "Ringsaker"]),
    ],
)
def test_the_list_finds_by_name_status_size_and_county(query, names, two, client):
    assert found(client, query) == names


def test_the_map_shows_everybody_that_is_found_each_once(two, client):
    everybody = client.get("/butikken/i-bruk/").context["map"]
    some = client.get("/butikken/i-bruk/?status=considering").context["map"]

    assert {mark.status for mark in everybody.marks} == {"in_use", "considering"}
    assert [mark.status for mark in some.marks] == ["considering"]


def test_a_municipality_stands_on_the_map_with_what_has_come_furthest(
    used, editor, area, qualified_supplier, reviewer
):
    version = cast.declare(
        cast.application(qualified_supplier, area, "NaboTest"), qualified_supplier
    )
    cast.attest(version, qualified_supplier, reviewer)
    shop.adopt(shop.put_on_shelf(version, qualified_supplier), editor)

    assert [row.status for row in Adoption.objects.furthest()] == ["in_use"]


def test_the_page_tells_how_the_municipality_uses_it(listing, editor, client):
    words = {"users": "1250", "modules": "Kartlegging", "contact_role": "systemansvarlig"}
    adoption = shop.adopt(listing, editor, **words)

    page = client.get(adoption.get_absolute_url()).content.decode()

    assert all(text in page for text in ("1\u00a0250", "Kartlegging", "systemansvarlig"))


def test_the_list_takes_no_more_queries_when_it_grows(two, client):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/butikken/i-bruk/")
        return len(queries)

    asked()
    few = asked()
    listing = Adoption.objects.first().listing
    free = Organisation.objects.municipalities().exclude(adoptions__isnull=False)
    told = {"listing": listing, "version": listing.version, "confirmed_on": db_today()}
    for municipality in free[:8]:
        Adoption.objects.create(organisation=municipality, **told)

    assert asked() == few
