"""Felleskjøp: from draft to an active framework agreement."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from marketplace.clock import db_now
from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from procurement.forms import CommitmentForm, JointProcurementForm
from procurement.models import (
    Announcement,
    Commitment,
    Criterion,
    FrameworkAgreement,
    JointProcurement,
)

from .conftest import (
    add_criterion,
    as_owner_of_the_database,
    commit,
    draft,
    let_standstill_pass,
)

pytestmark = pytest.mark.django_db


def test_a_joint_procurement_goes_all_the_way_to_an_active_agreement(
    recommended, officer, qualified_supplier, municipality, third_municipality
):
    recommended.notify_award(by=officer)
    recommended.start_standstill(by=officer)
    let_standstill_pass(recommended)
    recommended.contract(by=officer)
    agreement = recommended.agreements.get()
    agreement.sign_as_supplier(by=qualified_supplier)
    agreement.sign_as_fkj(by=officer)
    recommended.complete(by=officer)

    assert recommended.status == "completed"
    assert agreement.status == "active"
    assert agreement.offer.status == "awarded"
    assert FrameworkAgreement.objects.usable_by(municipality).get() == agreement
    assert not FrameworkAgreement.objects.usable_by(third_municipality).exists()


def test_an_agreement_waits_for_both_signatures(recommended, officer, qualified_supplier):
    recommended.notify_award(by=officer)
    recommended.start_standstill(by=officer)
    let_standstill_pass(recommended)
    recommended.contract(by=officer)
    agreement = recommended.agreements.get()

    agreement.sign_as_supplier(by=qualified_supplier)

    assert agreement.status == "awaiting_signatures"
    with pytest.raises(StepRefused):
        agreement.sign_as_supplier(by=qualified_supplier)
    with pytest.raises(StepRefused):
        recommended.complete(by=officer)


def test_nobody_approves_their_own_draft(tender, officer, facilitator):
    tender.drafted_by = facilitator.user
    tender.save()

    with pytest.raises(StepRefused, match="en annen"):
        tender.review(by=facilitator)


def test_weights_must_sum_to_a_hundred(officer, approved_basis, facilitator, approver):
    tender = draft(officer, approved_basis)
    add_criterion(tender, officer, "climate", "Klima", 30)
    tender.review(by=facilitator)
    commit(tender, approver)

    with pytest.raises(StepRefused, match="100"):
        tender.publish(by=officer)


def test_every_missing_thing_is_told_before_publication(officer, facilitator, fkj):
    tender = JointProcurement.objects.create(
        owner=fkj, title="Uten noe", description="Ingenting er på plass ennå.", term_months=60
    )
    tender.review(by=facilitator)

    with pytest.raises(StepRefused) as refusal:
        tender.publish(by=officer)

    assert len(refusal.value.unmet) == 6


def test_the_deadline_must_be_days_ahead(officer, approved_basis, facilitator, approver):
    soon = (db_now() + timedelta(days=9)).isoformat()
    tender = draft(officer, approved_basis, deadline=soon)
    tender.review(by=facilitator)
    commit(tender, approver)

    with pytest.raises(StepRefused, match="Tilbudsfristen"):
        tender.publish(by=officer)


def test_a_municipality_joins_once_and_may_leave_before_publication(reviewed, approver):
    with pytest.raises(ValueError, match="allerede"):
        commit(reviewed, approver)

    reviewed.withdraw_commitment(by=approver)

    assert reviewed.commitments.count() == 1
    assert commit(reviewed, approver).signed_by == approver.user


def test_participants_are_frozen_at_publication(published, approver, third_approver):
    with pytest.raises(ValueError, match="låst"):
        commit(published, third_approver)
    with pytest.raises(StepRefused):
        published.withdraw_commitment(by=approver)


def test_a_form_that_was_open_during_publication_is_refused(reviewed, third_approver, officer):
    stale = Commitment(procurement=JointProcurement.objects.get(pk=reviewed.pk))
    reviewed.publish(by=officer)

    with pytest.raises(PermissionDenied):
        fill(CommitmentForm, third_approver, {"estimate": "1", "agree": "on"}, stale)


def test_the_database_refuses_to_change_what_is_published(published, third_approver):
    criterion = published.criteria.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(
            procurement=published,
            organisation=third_approver.organisation,
            estimate=1,
            signed_by=third_approver.user,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        published.commitments.update(estimate=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Criterion.objects.filter(pk=criterion.pk).update(weight=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        JointProcurement.objects.filter(pk=published.pk).update(max_value=99_000_000)
    with pytest.raises(IntegrityError):
        as_owner_of_the_database("UPDATE procurement_announcement SET number = %s", [2])


def test_the_announcement_holds_participants_and_criteria(published):
    announcement = Announcement.objects.get(of=published)

    assert announcement.is_intact()
    assert len(announcement.content["parties"]) == 2
    assert sum(row["weight"] for row in announcement.content["criteria"]) == 100


def test_a_draft_cannot_be_edited_after_it_is_reviewed(reviewed, officer):
    assert not JointProcurementForm.may_edit(officer, reviewed)


def test_an_edit_cannot_put_the_status_back(tender, officer, facilitator):
    stale = JointProcurement.objects.get(pk=tender.pk)
    tender.review(by=facilitator)

    with pytest.raises(PermissionDenied):
        fill(JointProcurementForm, officer, {"title": "Ny tittel"}, stale)

    tender.refresh_from_db()
    assert tender.status == "reviewed"
