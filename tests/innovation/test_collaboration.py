"""Collaborations: from a request to join to a basis that stands word for word."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from innovation.forms import PartyForm
from innovation.models import Collaboration, CommonBasis, Need, Party
from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from tests import cast

pytestmark = pytest.mark.django_db


def test_whoever_starts_it_leads_and_takes_part(collaboration, municipality):
    parties = collaboration.parties.confirmed()

    assert collaboration.lead == municipality
    assert municipality in [party.organisation for party in parties]


def test_a_request_is_answered_by_the_lead_only(collaboration, third_approver, editor):
    party = fill(
        PartyForm, third_approver, {"message": "Vi vil med."}, Party(collaboration=collaboration)
    )

    with pytest.raises(PermissionDenied):
        party.accept(by=third_approver)
    party.accept(by=editor)

    assert party.status == Party.Status.CONFIRMED


def test_a_request_is_hidden_from_those_it_does_not_concern(
    collaboration, third_approver, supplier
):
    party = fill(
        PartyForm, third_approver, {"message": "Vi vil med."}, Party(collaboration=collaboration)
    )

    assert party not in Party.objects.visible_to(supplier.user)
    assert party in Party.objects.visible_to(third_approver.user)


def test_nobody_asks_twice(collaboration, other_editor):
    with pytest.raises(ValueError, match="allerede"):
        fill(PartyForm, other_editor, {"message": "Igjen."}, Party(collaboration=collaboration))


def test_starting_takes_the_need_into_the_work(collaboration, editor):
    collaboration.start(by=editor)

    assert Need.objects.get(pk=collaboration.need.pk).status == Need.Status.IN_COLLABORATION


def test_one_municipality_alone_cannot_start(collaboration, editor, other_approver):
    collaboration.parties.get(organisation=other_approver.organisation).leave(by=other_approver)

    with pytest.raises(StepRefused, match="Minst to kommuner"):
        collaboration.start(by=editor)


def test_an_open_checklist_stops_the_approval(collaboration, editor, facilitator):
    collaboration.start(by=editor)
    collaboration.send_to_control(by=editor)

    with pytest.raises(StepRefused, match="sjekkpunktene"):
        collaboration.submit_for_approval(by=facilitator)


def test_the_basis_is_approved_when_enough_municipalities_have_signed(approved_basis):
    assert approved_basis.of.status == Collaboration.Status.APPROVED
    assert approved_basis.signatures.count() == 2


def test_a_municipality_signs_once(collaboration, editor, approver, facilitator):
    cast.approve(collaboration, editor, facilitator, [approver])

    with pytest.raises(StepRefused, match="allerede"):
        collaboration.sign(by=approver)


def test_an_objection_opens_the_work_again(collaboration, editor, approver, facilitator):
    cast.approve(collaboration, editor, facilitator, [])

    collaboration.object(by=approver, note="Krav 2 er for snevert.")

    assert collaboration.status == Collaboration.Status.ACTIVE


def test_version_two_leaves_version_one_as_it_was(
    approved_basis, editor, approver, other_approver, facilitator
):
    work, before = approved_basis.of, approved_basis.sha256
    work.reopen(by=editor, note="Nytt lovkrav.")
    work.mandate = "Beskrive behovet på nytt."
    work.save()
    work.send_to_control(by=editor)
    work.submit_for_approval(by=facilitator)

    first = CommonBasis.objects.get(pk=approved_basis.pk)
    assert work.newest_basis.number == 2
    assert first.sha256 == before
    assert first.is_intact()


def test_a_signed_basis_cannot_be_changed_even_by_sql(approved_basis):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CommonBasis.objects.filter(pk=approved_basis.pk).update(sha256="0" * 64)


def test_an_aborted_collaboration_sets_the_need_free(collaboration, editor):
    collaboration.start(by=editor)

    collaboration.abort(by=editor, note="Kapasitet.")

    assert Need.objects.get(pk=collaboration.need.pk).status == Need.Status.PUBLISHED


def test_a_supplier_can_move_nothing(collaboration, supplier):
    names = [one.step.name for one in collaboration.open_steps(supplier)]
    need_names = [one.step.name for one in collaboration.need.open_steps(supplier)]

    assert names == need_names == []


@pytest.fixture
def rival(published_need, other_editor, editor):
    """Bodø leads another collaboration on the same need."""
    return cast.collaborate(published_need, other_editor, editor)


def test_two_collaborations_can_work_on_the_same_need(collaboration, rival, editor, other_editor):
    collaboration.start(by=editor)

    rival.start(by=other_editor)

    assert rival.status == Collaboration.Status.ACTIVE


def test_the_need_is_free_only_when_the_last_collaboration_gives_up(
    collaboration, rival, editor, other_editor
):
    collaboration.start(by=editor)
    rival.start(by=other_editor)

    rival.abort(by=other_editor, note="Kapasitet.")
    held = Need.objects.get(pk=collaboration.need.pk).status
    collaboration.refresh_from_db()
    collaboration.abort(by=editor, note="Kapasitet.")

    assert held == Need.Status.IN_COLLABORATION
    assert Need.objects.get(pk=collaboration.need.pk).status == Need.Status.PUBLISHED


def test_a_withdrawn_need_cannot_be_worked_on(collaboration, editor, approver):
    Need.objects.get(pk=collaboration.need.pk).withdraw(by=approver, reason="solved")
    work = Collaboration.objects.get(pk=collaboration.pk)

    with pytest.raises(StepRefused, match="publisert"):
        work.start(by=editor)


def test_a_collaboration_resumed_after_a_pause_has_its_need(collaboration, editor):
    collaboration.pause(by=editor, note="Ferie.")

    collaboration.resume(by=editor)

    assert Need.objects.get(pk=collaboration.need.pk).status == Need.Status.IN_COLLABORATION
