"""Needs: what may happen to them, and who may do it."""

import pytest
from django.core.exceptions import PermissionDenied

from innovation.models import Need, NeedVersion
from marketplace.lifecycle import StepRefused
from marketplace.models import Event
from tests import cast

pytestmark = pytest.mark.django_db


def test_a_draft_is_seen_by_its_owner_only(draft_need, editor, other_editor):
    seen_by_owner = Need.objects.visible_to(editor.user)
    seen_by_other = Need.objects.visible_to(other_editor.user)

    assert draft_need in seen_by_owner
    assert draft_need not in seen_by_other


def test_a_step_moves_the_need_and_writes_who_did_it_for_whom(draft_need, editor):
    draft_need.propose(by=editor)

    event = Event.objects.about(draft_need).newest().first()
    assert draft_need.status == Need.Status.IDEA
    assert (event.step, event.from_status, event.to_status) == ("propose", "draft", "idea")
    assert (event.actor, event.organisation) == (editor.user, editor.organisation)


def test_a_stranger_cannot_propose_for_another_municipality(draft_need, other_editor):
    with pytest.raises(PermissionDenied):
        draft_need.propose(by=other_editor)

    assert Need.objects.get(pk=draft_need.pk).status == Need.Status.DRAFT


def test_a_step_from_the_wrong_status_is_refused_with_a_sentence(draft_need, facilitator):
    with pytest.raises(StepRefused, match="Publiser"):
        draft_need.publish(by=facilitator)


def test_a_need_without_go_ahead_and_goal_lists_everything_that_is_missing(editor, approver, area):
    need = cast.need(editor, area, go_ahead_role="", goals=[])
    need.propose(by=editor)

    with pytest.raises(StepRefused) as refusal:
        need.prioritise(by=approver)

    assert len(refusal.value.unmet) == 2


def test_a_need_is_published_when_enough_municipalities_share_it(published_need):
    version = published_need.versions.get()

    assert published_need.status == Need.Status.PUBLISHED
    assert version.number == 1
    assert version.is_intact()


def test_too_few_municipalities_need_a_written_exception(
    draft_need, editor, approver, other_editor, facilitator
):
    draft_need.propose(by=editor)
    draft_need.prioritise(by=approver)
    cast.endorse(draft_need, other_editor)
    with pytest.raises(StepRefused):
        draft_need.publish(by=facilitator)

    draft_need.note_exception(by=facilitator, note="Lovkrav fra nyttår.")
    draft_need.publish(by=facilitator)

    assert draft_need.status == Need.Status.PUBLISHED


def test_reach_counts_municipalities_and_inhabitants(published_need):
    municipalities, inhabitants = published_need.reach()

    expected = sum(e.organisation.population for e in published_need.endorsements.all())
    assert (municipalities, inhabitants) == (2, expected)


def test_a_municipality_endorses_once(published_need, other_editor):
    with pytest.raises(ValueError, match="allerede"):
        cast.endorse(published_need, other_editor)


def test_a_revised_need_gets_a_new_version_and_the_old_one_stands(published_need, editor):
    first = published_need.versions.get()
    published_need.problem = "Kartleggingen gjøres tre ganger på tre måter."
    published_need.save()

    published_need.revise(by=editor, note="Ett eksempel til.")

    numbers = list(published_need.versions.values_list("number", flat=True))
    assert numbers == [2, 1]
    assert NeedVersion.objects.get(pk=first.pk).content == first.content


def test_a_draft_with_a_national_identity_number_is_not_saved(editor, area):
    with pytest.raises(ValueError, match="fødselsnummeret"):
        cast.need(editor, area, problem="Det gjelder 13097248022 som bor alene.")

    assert not Need.objects.exists()


def test_what_is_written_in_another_language_says_so_on_the_page(published_need, client):
    english = client.get(published_need.get_absolute_url(), headers={"accept-language": "en"})
    norwegian = client.get(published_need.get_absolute_url(), headers={"accept-language": "nb"})

    assert 'lang="nb">Felles kartlegging</h1>' in english.content.decode()
    assert 'lang="nb">Felles kartlegging</h1>' not in norwegian.content.decode()
