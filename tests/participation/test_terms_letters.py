"""Letters to those who must accept the terms before a time limit."""

import pytest

from marketplace.models import Letter
from participation import tasks
from tests import cast
from tests.participation.versions import accept, days_pass

pytestmark = pytest.mark.django_db


# --- letters ------------------------------------------------------------------------------------


def letters_about(word: str) -> list[tuple[str, str]]:
    """Receivers and languages of the letters whose key begins with the word."""
    rows = Letter.objects.filter(key__startswith=word).order_by("to")
    return list(rows.values_list("to", "language"))


def test_only_those_who_have_not_accepted_are_reminded_and_only_those_who_may_bind(
    first_terms, revise, approver, editor, third_approver, supplier
):
    accept(revise(), third_approver)
    days_pass(38)

    tasks.look_after_terms()
    tasks.look_after_terms()

    assert letters_about("terms-due") == [("approver@test.example", "nb")]


@pytest.mark.parametrize(("left", "written"), [(31, 0), (30, 1), (15, 1), (14, 2), (3, 3), (0, 3)])
def test_a_reminder_comes_at_30_14_and_3_days(left, written, first_terms, revise, approver):
    revise()
    days_pass(9)
    for _day in range(31 - left + 1):
        tasks.look_after_terms()
        days_pass(1)

    assert len(letters_about("terms-due")) == written


def test_nobody_is_reminded_after_the_time_limit_or_without_one(first_terms, approver):
    tasks.look_after_terms()

    assert letters_about("terms-due") == []


def test_a_letter_is_in_the_readers_language(first_terms, revise, approver):
    approver.user.language = "en"
    approver.user.save()
    revise()
    days_pass(38)

    tasks.look_after_terms()

    letter = Letter.objects.get()
    assert "must accept new terms" in letter.subject
    assert "/vilkar/" in letter.text
    assert "<" not in letter.text


def test_a_colleague_who_has_left_is_not_written_to(first_terms, revise, approver):
    approver.user.memberships.update(ended_at="2026-01-01T00:00Z")
    cast.actor("leder", approver.organisation, "admin", "approver")
    revise()
    days_pass(38)

    tasks.look_after_terms()

    assert letters_about("terms-due") == [("leder@test.example", "nb")]
