"""My tasks: one computed list from all rooms, the most urgent first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from innovation.models import Collaboration
from marketplace import mine
from marketplace.clock import db_today
from marketplace.lifecycle import Lifecycle
from tests import cast

pytestmark = pytest.mark.django_db


def titles(actor) -> list[str]:
    """What waits for the actor."""
    return [task.title for task in mine.tasks(actor)]


def ends(work: Collaboration, days: int) -> None:
    """Let the work end so many days from today."""
    Collaboration.objects.filter(pk=work.pk).update(ends_on=db_today() + timedelta(days))


def test_every_noun_that_can_wait_for_somebody_is_asked():
    can_wait = {noun for noun, m in Lifecycle.nouns.items() if hasattr(m.objects, "waiting_for")}

    assert {model.noun for model in mine.waiting()} == can_wait
    assert {"behov", "samarbeid", "kvalifisering", "kontrakt", "erfaring"} <= can_wait


def test_a_draft_waits_for_its_owner_and_for_nobody_else(draft_need, editor, other_editor):
    assert draft_need.title in titles(editor)
    assert draft_need.title not in titles(other_editor)


def test_a_task_says_what_to_do_next(draft_need, editor):
    [task] = [one for one in mine.tasks(editor) if one.title == draft_need.title]

    assert task.verb == draft_need.steps()["propose"].label
    assert task.url == draft_need.get_absolute_url()


def test_a_person_without_an_organisation_has_no_tasks(db, django_user_model):
    from marketplace.actor import Actor

    alone = django_user_model.objects.create(email="alone@test.example")

    assert mine.tasks(Actor(alone)) == []


@pytest.mark.parametrize(
    ("days", "late", "soon"), [(-1, True, False), (0, False, True), (7, False, True), (8, 0, 0)]
)
def test_what_is_overdue_or_due_within_a_week_is_told(collaboration, editor, days, late, soon):
    ends(collaboration, days)

    [task] = [one for one in mine.tasks(editor) if one.title == collaboration.title]

    assert (task.late, task.soon) == (bool(late), bool(soon))


def test_the_most_urgent_comes_first_and_what_has_no_date_last(collaboration, editor, area):
    ends(collaboration, 3)
    cast.need(editor, area, "Uten frist")

    dates = [task.due for task in mine.tasks(editor)]

    with_date = [day for day in dates if day]
    assert with_date == sorted(with_date)
    assert dates == with_date + [None] * (len(dates) - len(with_date))


def test_the_groups_hold_every_task_once(collaboration, editor, area):
    ends(collaboration, -2)
    cast.need(editor, area, "Uten frist")
    found = mine.tasks(editor)

    groups = mine.grouped(found)

    assert sorted(t.title for g in groups for t in g.tasks) == sorted(t.title for t in found)
    assert groups[0].tasks[0].late


def test_the_list_takes_as_many_queries_however_long_it_is(editor, area):
    cast.need(editor, area, "Det første")
    with CaptureQueriesContext(connection) as before:
        mine.tasks(editor)
    for number in range(5):
        cast.need(editor, area, f"Behov {number}")

    with CaptureQueriesContext(connection) as after:
        assert len(mine.tasks(editor)) >= 6

    assert len(after) == len(before)


def test_my_page_shows_the_tasks_under_headings(sign_in, collaboration, editor):
    ends(collaboration, -1)

    page = sign_in(editor).get("/min-side/").content.decode()

    assert "Over fristen (1)" in page
    assert collaboration.title in page


def test_the_front_page_shows_a_few_and_leads_to_the_rest(sign_in, editor, area):
    for number in range(8):
        cast.need(editor, area, f"Behov {number}")

    page = sign_in(editor).get("/").content.decode()

    assert "Se 2 oppgaver til" in page or "oppgaver til" in page
