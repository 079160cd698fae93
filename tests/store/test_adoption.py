"""Adoptions: what a municipality tells about its use, and that it stands by it every year."""

import pytest
from django.core.exceptions import PermissionDenied

from marketplace import mine
from marketplace.clock import db_today, months_after
from marketplace.models import Letter
from store.models import Adoption
from store.models.band import SizeBand
from store.tasks import ask_again
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
