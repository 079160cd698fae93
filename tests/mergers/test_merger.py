"""Mergers: history stays, and nobody acts for what has ended."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from marketplace import facts
from marketplace.actor import SYSTEM, Actor
from marketplace.clock import db_today
from marketplace.lifecycle import StepRefused
from marketplace.models import Event, Membership, Organisation
from participation.forms import MergerForm
from participation.models import Merger
from participation.tasks import carry_out_mergers
from tests.mergers.afterwards import now

pytestmark = pytest.mark.django_db


def test_people_follow_with_their_roles_and_the_old_ones_end(merge, editor, successor):
    merge()

    heir = now(editor)
    assert heir.organisation == successor
    assert heir.roles == {"editor", "buyer"}
    moved = Membership.objects.filter(user=editor.user, organisation=successor)
    assert {row.source for row in moved} == {"merger"}
    old = Membership.objects.filter(user=editor.user, organisation=editor.organisation)
    assert all(row.ended_at for row in old)


def test_nobody_acts_for_an_organisation_whose_last_day_has_passed(municipality, editor):
    municipality.valid_to = db_today() - timedelta(days=1)
    municipality.save()

    assert now(editor).organisation is None
    assert not Organisation.objects.of(editor.user).exists()


def test_the_last_day_itself_still_counts(municipality, editor):
    municipality.valid_to = db_today()
    municipality.save()

    assert now(editor).organisation == municipality


def test_a_merger_of_mergers_reaches_all_the_way(merge, draft_need, editor, successor):
    merge()
    last = Organisation.objects.create(
        kind="municipality", name="Innlandet øst", municipality_number="3498"
    )
    merge(successor, to=last)

    heir = now(editor)
    assert heir.organisation == last
    assert heir.acts_for(draft_need.owner) and heir.acts_for(successor)
    assert set(Organisation.objects.of(heir.user)) == {last, successor, draft_need.owner}
    assert last in draft_need.concerned()


def test_a_later_day_ends_the_old_then_and_not_before(
    merge, municipality, editor, administrator, draft_need
):
    merger = merge(when=db_today() + timedelta(days=7))

    carry_out_mergers()
    assert now(editor).organisation == municipality
    merger.refresh_from_db()
    assert merger.status == "confirmed"
    with pytest.raises(StepRefused, match="Dagen"):
        merger.carry_out(by=SYSTEM)

    let_the_day_come(merger)
    carry_out_mergers()
    assert now(editor).acts_for(draft_need.owner)


def test_a_confirmed_merger_can_be_called_off_before_its_day(
    merge, municipality, editor, administrator
):
    merger = merge(when=db_today() + timedelta(days=7))

    merger.cancel(by=administrator, note="Vedtaket er opphevet.")

    municipality.refresh_from_db()
    assert municipality.valid_to is None


def test_only_fkjs_administrator_merges(plan, approver, facilitator):
    merger = plan()

    for stranger in (approver, facilitator):
        assert not MergerForm.may_create(stranger)
        with pytest.raises(PermissionDenied):
            merger.confirm(by=stranger)


def test_a_split_gives_the_rights_to_one_and_says_so(merge, plan, municipality, other_municipality):
    merge()

    with pytest.raises(ValueError, match="deling kan bare én"):
        plan(municipality, to=other_municipality)


def test_two_plans_for_the_same_municipality_are_not_both_confirmed(
    plan, municipality, other_municipality, administrator
):
    first, second = plan(), plan(municipality, to=other_municipality)
    first.confirm(by=administrator)

    with pytest.raises(StepRefused, match="deling"):
        second.confirm(by=administrator)


def test_nobody_succeeds_itself_or_another_kind(plan, municipality, supplier_org):
    with pytest.raises(ValueError, match="ikke også opphøre"):
        plan(municipality, to=municipality)
    with pytest.raises(ValueError, match="samme type"):
        plan(municipality, to=supplier_org)


def test_it_is_written_on_everybody(merge, municipality, successor):
    merge()

    events = Event.objects.filter(step__in=("succeeded", "took_over"))
    told = {(event.subject_id, event.step) for event in events}
    assert told == {(municipality.pk, "succeeded"), (successor.pk, "took_over")}
    assert list(successor.succeeds.all()) == [municipality]


def test_loading_the_facts_again_does_not_undo_it(merge, municipality, successor):
    merge()

    facts.load()

    municipality.refresh_from_db()
    assert municipality.heir == successor and municipality.valid_to is not None


def test_acting_costs_no_more_queries_with_a_past(merge, editor, django_assert_num_queries):
    merge()

    with django_assert_num_queries(1):
        assert Actor.of(editor.user).reach


def let_the_day_come(merger: Merger) -> None:
    """Move the day to today, and the last day of the old ones with it."""
    Merger.objects.filter(pk=merger.pk).update(takes_effect_on=db_today())
    merger.predecessors.update(valid_to=db_today() - timedelta(days=1))
