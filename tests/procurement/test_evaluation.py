"""Joint procurements after the deadline: opening, judging, awarding and signing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from marketplace.clock import db_today
from marketplace.lifecycle import StepRefused
from procurement.models import (
    FrameworkAgreement,
    JointProcurement,
    Offer,
)
from procurement.tasks import close_due, expire_due

from .conftest import (
    commit,
    draft,
    let_standstill_pass,
    let_the_deadline_pass,
    offer,
    open_offers,
    reach_recommendation,
)

pytestmark = pytest.mark.django_db


def test_offers_are_not_closed_before_the_deadline(published, officer):
    with pytest.raises(StepRefused, match="gått ut"):
        published.close(by=officer)


def test_the_clock_closes_what_is_due(published):
    let_the_deadline_pass(published)

    close_due()

    published.refresh_from_db()
    assert published.status == "closed"


def test_it_takes_two_persons_to_open(published, submitted, officer, facilitator):
    let_the_deadline_pass(published)
    published.close(by=officer)

    with pytest.raises(StepRefused):
        published.open(by=officer)
    published.approve_opening(by=officer)
    with pytest.raises(StepRefused):
        published.open(by=officer)
    published.open(by=facilitator)

    submitted.refresh_from_db()
    assert submitted.status == "opened"


def test_the_database_refuses_one_person_who_opens_alone(published, officer):
    rows = JointProcurement.objects.filter(pk=published.pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(opening_approved_by=officer.user, opened_by=officer.user)


def test_too_few_offers_stop_the_evaluation(
    officer, approved_basis, facilitator, approver, qualified_supplier
):
    tender = draft(officer, approved_basis, minimum_offers=2)
    tender.review(by=facilitator)
    commit(tender, approver)
    tender.publish(by=officer)
    offer(tender, qualified_supplier).submit(by=qualified_supplier)
    open_offers(tender, officer, facilitator)

    with pytest.raises(StepRefused, match="nok tilbud"):
        tender.start_qualification(by=officer)


def test_a_missing_score_blocks_consensus(opened, officer):
    opened.start_qualification(by=officer)
    opened.start_scoring(by=officer)

    with pytest.raises(StepRefused, match="poeng"):
        opened.reach_consensus(by=officer)


def test_no_contract_before_standstill_is_over(recommended, officer):
    recommended.notify_award(by=officer)
    recommended.start_standstill(by=officer)

    assert recommended.standstill_until == db_today() + timedelta(days=10)
    with pytest.raises(StepRefused, match="Karens"):
        recommended.contract(by=officer)


def test_an_award_can_be_reversed_and_made_again(
    published, submitted, other_qualified_supplier, officer, facilitator, reviewer
):
    second = offer(published, other_qualified_supplier)
    second.submit(by=other_qualified_supplier)
    open_offers(published, officer, facilitator)
    reach_recommendation(published, officer, reviewer, submitted)
    published.notify_award(by=officer)

    published.reverse_award(by=officer, note="Feil i poengene.")
    published.recommend(by=officer, offer=second, note="Rettet.")
    published.notify_award(by=officer)

    assert Offer.objects.get(pk=second.pk).status == "awarded"
    assert Offer.objects.get(pk=submitted.pk).status == "not_awarded"


def test_cancelling_leaves_sealed_offers_sealed(published, submitted, officer):
    published.cancel(by=officer, note="Behovet er falt bort.")

    submitted.refresh_from_db()
    assert submitted.status == "submitted"
    assert not Offer.objects.visible_to(officer.user).exists()


def test_an_agreement_expires_after_its_last_day(recommended, officer, qualified_supplier):
    recommended.notify_award(by=officer)
    recommended.start_standstill(by=officer)
    let_standstill_pass(recommended)
    recommended.contract(by=officer)
    agreement = recommended.agreements.get()
    agreement.sign_as_supplier(by=qualified_supplier)
    agreement.sign_as_fkj(by=officer)
    past = db_today() - timedelta(days=1)
    FrameworkAgreement.objects.update(starts_on=past - timedelta(days=30), ends_on=past)

    expire_due()

    agreement.refresh_from_db()
    assert agreement.status == "expired"


def test_drafts_are_seen_by_fkj_and_reviewed_ones_by_municipalities(
    tender, facilitator, officer, third_approver, supplier
):
    def seen_by(actor):
        return JointProcurement.objects.visible_to(actor.user).exists()

    assert seen_by(officer)
    assert not seen_by(third_approver)
    tender.review(by=facilitator)
    assert seen_by(third_approver)
    assert not seen_by(supplier)


def test_the_next_move_is_on_the_right_table(tender, officer, facilitator, approver, supplier):
    def waits_for(actor):
        return JointProcurement.objects.waiting_for(actor).exists()

    assert waits_for(facilitator)
    tender.review(by=facilitator)
    assert waits_for(approver)
    assert waits_for(officer)
    commit(tender, approver)
    assert not waits_for(approver)
    assert not waits_for(supplier)


def test_a_supplier_cannot_take_the_steps_of_fkj(tender, supplier):
    with pytest.raises(PermissionDenied):
        tender.review(by=supplier)
