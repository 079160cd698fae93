"""Who is told of what happens, and why; and who is not."""

import pytest

from marketplace.models import Event, Follow, Notice, NoticeSettings, Waiting
from tests import cast, scene

pytestmark = pytest.mark.django_db


def test_whoever_follows_a_thing_hears_of_it_once(published_need, supplier, approver, told, follow):
    follow(supplier, published_need)
    told()
    Notice.objects.all().delete()

    published_need.withdraw(by=approver, reason="solved", note="Løst.")

    assert told(supplier) == [("withdraw", "followed")]
    assert told(supplier) == [("withdraw", "followed")]


def test_nobody_hears_of_what_they_did_themselves(draft_need, editor, told):
    draft_need.propose(by=editor)

    assert told(editor) == []


def test_whoever_does_something_follows_it_from_then_on(draft_need, editor, approver, told):
    told()
    draft_need.propose(by=editor)
    draft_need.prioritise(by=approver)

    assert ("prioritise", "followed") in told(editor)


def test_who_would_rather_not_does_not_follow_their_own(draft_need, editor, told):
    NoticeSettings.objects.create(user=editor.user, follows_own=False)

    told()

    assert not Follow.objects.filter(user=editor.user).exists()


def test_who_has_stopped_following_is_not_made_to_follow_again(draft_need, editor, told, follow):
    follow(editor, draft_need, "off")

    draft_need.propose(by=editor)
    told()

    assert Follow.objects.get(user=editor.user).level == "off"


def test_a_follower_who_may_not_see_it_hears_nothing(draft_need, editor, supplier, told, follow):
    follow(supplier, draft_need)

    Event.objects.write(draft_need, Event.EDITED, editor)

    assert told(supplier) == []


def test_who_is_mentioned_is_told_unless_they_may_not_see_it(
    draft_need, editor, member, supplier, told
):
    mentions = [member.user.pk, supplier.user.pk]

    Event.objects.write(draft_need, "commented", editor, data={"mentions": mentions})

    assert told(member) == [("commented", "mention")]
    assert told(supplier) == []


def test_what_begins_to_wait_for_somebody_is_their_task(draft_need, editor, approver, told):
    told()

    draft_need.propose(by=editor)

    assert told(approver) == [("propose", "task")]


def test_what_waited_before_is_not_a_new_task(draft_need, editor, approver, told):
    draft_need.propose(by=editor)
    told()

    Event.objects.write(draft_need, "commented", editor)

    assert told(approver) == [("propose", "task")]


def test_a_task_is_not_lost_when_the_telling_lags_behind(draft_need, editor, approver, told):
    draft_need.propose(by=editor)

    assert told(approver) == [("propose", "task")]


def test_what_happened_before_one_followed_is_not_told(published_need, supplier, told, follow):
    follow(supplier, published_need)

    assert told(supplier) == []


def test_what_waits_again_after_a_while_is_a_new_task(
    draft_need, editor, approver, facilitator, told
):
    draft_need.propose(by=editor)
    told()
    draft_need.prioritise(by=approver)
    told()
    draft_need.return_to_idea(by=facilitator, note="Si mer.")

    assert told(approver)[-1] == ("return_to_idea", "task")
    assert Waiting.objects.filter(user=facilitator.user).count() == 0


def test_colleagues_are_not_called_upon_by_a_draft_that_one_has_begun(
    editor, municipality, area, told
):
    colleague = cast.actor("colleague", municipality, "editor")

    cast.need(editor, area)

    assert told(colleague) == []


def test_a_decision_reaches_the_organisation_it_is_about(supplier, reviewer, administrator, told):
    colleague = cast.actor("colleague", supplier.organisation, "admin")

    cast.qualify(supplier, reviewer, administrator)

    assert ("qualify", "decision") in told(supplier)
    assert ("qualify", "decision") in told(colleague)
    assert "decision" not in dict(told(administrator)).values()


def test_one_who_only_reads_is_not_told_of_decisions(draft_need, editor, member, facilitator, told):
    told()
    Event.objects.write(draft_need, "publish", facilitator, moved=("prioritising", "published"))

    assert told(member) == []
    assert told(editor) == [("publish", "decision")]


def test_following_an_area_tells_of_moves_in_it_but_not_of_edits(
    draft_need, editor, supplier, area, told, follow
):
    follow(supplier, area.ancestors()[0])
    told()

    draft_need.propose(by=editor)
    Event.objects.write(draft_need, Event.EDITED, editor, moved=("", "idea"))

    assert told(supplier) == [("propose", "followed")]


def test_following_an_organisation_tells_of_what_it_takes_part_in(
    draft_need, editor, municipality, other_editor, told, follow
):
    follow(other_editor, municipality)
    told()

    draft_need.propose(by=editor)

    assert told(other_editor) == [("propose", "followed")]


def test_following_a_need_tells_of_its_collaboration(
    published_need, editor, other_editor, supplier, told, follow
):
    follow(supplier, published_need)
    told()
    Notice.objects.all().delete()

    cast.collaborate(published_need, editor, other_editor)

    assert ("created", "followed") in told(supplier)


def test_who_has_silenced_the_thing_does_not_hear_of_it_by_its_area(
    draft_need, editor, supplier, area, told, follow
):
    follow(supplier, area)
    follow(supplier, draft_need, "off")

    draft_need.propose(by=editor)

    assert told(supplier) == []


def test_one_who_wants_only_moves_does_not_hear_of_edits(
    published_need, editor, supplier, told, follow
):
    told()
    follow(supplier, published_need, "moves")

    Event.objects.write(published_need, Event.EDITED, editor, moved=("", "published"))

    assert told(supplier) == []


def test_only_fkj_hears_of_a_recommendation(officer, facilitator, approver, supplier, told, follow):
    tender = scene.published_procurement(officer, facilitator, approver)
    for actor in (supplier, approver, facilitator):
        follow(actor, tender)
    told()
    Notice.objects.all().delete()

    Event.objects.write(tender, "recommend", officer, moved=("price_opened", "recommended"))

    assert told(facilitator) == [("recommend", "followed")]
    assert told(supplier) == told(approver) == []


def test_a_supplier_does_not_hear_that_somebody_scores_its_offer(
    officer, facilitator, approver, supplier, told, follow
):
    tender = scene.published_procurement(officer, facilitator, approver)
    offer = scene.offer(supplier, tender)
    follow(supplier, offer)
    told()

    Event.objects.write(offer, Event.EDITED, officer)

    assert told(supplier) == []


def test_whoever_signed_the_basis_is_asked_to_join_the_procurement(
    approved_basis, approver, other_approver, officer, facilitator, told
):
    told()
    Notice.objects.all().delete()
    tender = scene.procurement(officer, basis=approved_basis.pk, no_basis_reason="")
    told()

    tender.review(by=facilitator)

    assert told(other_approver) == [("review", "task")]


def test_the_weightiest_reason_is_given(draft_need, editor, approver, told, follow):
    follow(approver, draft_need)
    told()

    draft_need.propose(by=editor)

    assert told(approver) == [("propose", "task")]


def test_who_has_left_or_is_closed_is_not_told(draft_need, editor, approver, told):
    told()
    approver.user.is_active = False
    approver.user.save()

    draft_need.propose(by=editor)

    assert told(approver) == []


def test_who_has_taken_over_from_an_organisation_hears_what_it_would_have_heard(
    draft_need, editor, municipality, other_municipality, other_approver, told, follow
):
    told()
    follow(other_approver, other_municipality)
    type(municipality).objects.filter(pk=municipality.pk).update(
        heir=other_municipality, valid_to="2026-01-01"
    )

    draft_need.propose(by=editor)

    assert told(other_approver) == [("propose", "task")]
