"""Qualification: what the supplier answers, and what it takes to be let in."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from marketplace.declaration import Schema
from marketplace.demo.answers import QUALIFICATION
from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from marketplace.models import Document, Membership
from participation.forms import QualificationForm
from participation.models import Qualification, SelfDeclaration
from participation.models.evidence import lacking
from tests import cast
from tests.participation.going import FINE, JUSTIFIED, assess, refused, send_in
from tests.promises.racing import at_once

pytestmark = pytest.mark.django_db


# --- the supplier's answers ----------------------------------------------------------------------
def test_a_new_application_answers_the_newest_requirements(supplier):
    qualification = fill(QualificationForm, supplier, QUALIFICATION)

    assert qualification.schema_version == 2
    assert not qualification.schema.missing(qualification.answers)


def test_an_incomplete_qualification_cannot_be_sent(supplier):
    answers = {key: told for key, told in QUALIFICATION.items() if key != "fraud"}
    qualification = fill(QualificationForm, supplier, answers)

    assert "besvart" in refused(qualification.submit, by=supplier)


def test_a_draft_on_older_requirements_keeps_what_fits_and_is_asked_the_rest(supplier):
    old = Schema.load("qualification", 1)
    answers = {key: told for key, told in QUALIFICATION.items() if key in old}
    draft = Qualification.objects.create(
        supplier=supplier.organisation, schema_version=1, answers=answers
    )
    assert "fornyet" in refused(draft.submit, by=supplier)

    renewed = fill(QualificationForm, supplier, {}, draft)

    assert renewed.schema_version == 2
    assert renewed.answers == Schema.load("qualification", 2).relevant(answers)


def test_what_is_sent_back_is_answered_on_the_requirements_it_was_sent_in_on(
    in_review, supplier, reviewer
):
    Qualification.objects.filter(pk=in_review.pk).update(schema_version=1)
    in_review.refresh_from_db()
    assess(in_review, reviewer, **{"fraud_verdict": "needs_change", "fraud_comment": "Si mer."})
    in_review.request_changes(by=reviewer)

    mended = fill(QualificationForm, supplier, {}, in_review)
    mended.submit(by=supplier)

    assert (mended.schema_version, mended.round) == (1, 2)


def test_what_is_sent_in_stands_for_ever(submitted):
    declared = submitted.declared

    assert declared.content["answers"] == submitted.schema.relevant(submitted.answers)
    assert declared.is_intact()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        SelfDeclaration.objects.filter(pk=declared.pk).update(content={})


def test_only_one_open_qualification_at_a_time(submitted, supplier):
    with pytest.raises(ValueError, match="allerede"):
        fill(QualificationForm, supplier, QUALIFICATION)


# --- the last round's answers --------------------------------------------------------------------
def test_the_next_application_begins_with_the_answers_of_the_last(qualified_supplier):
    renewal = fill(QualificationForm, qualified_supplier, {})

    assert renewal.answers["delivery-experience"] == QUALIFICATION["delivery-experience"]
    assert "delivery-experience" in renewal.reused()


def test_what_must_be_asked_afresh_is_not_carried_over(qualified_supplier):
    renewal = Qualification.begin(qualified_supplier.organisation)

    fresh = {key for key, question in renewal.schema.questions.items() if not question.reuse}
    assert {"details-confirmed", "tax-pay", "socsec-pay", "turnover"} == fresh
    assert not fresh & renewal.answers.keys()


def test_an_answer_that_is_changed_is_no_longer_marked_as_reused(qualified_supplier):
    renewal = fill(QualificationForm, qualified_supplier, JUSTIFIED)

    assert "quality-system" not in renewal.reused()


def test_a_draft_that_was_never_sent_in_is_not_carried_over(supplier):
    draft = fill(QualificationForm, supplier, QUALIFICATION)
    draft.withdraw(by=supplier)

    assert Qualification.begin(supplier.organisation).answers == {}


def test_the_old_one_holds_until_the_new_one_is_granted(
    qualified_supplier, reviewer, administrator
):
    old = Qualification.objects.valid().get()
    renewal = send_in(qualified_supplier)
    renewal.start_review(by=reviewer)
    assess(renewal, reviewer, **FINE)
    still = Qualification.objects.valid().get()

    renewal.qualify(by=administrator)

    old.refresh_from_db()
    assert still == old
    assert old.status == "replaced"
    assert Qualification.objects.valid().get() == renewal


def test_the_database_allows_one_standing_qualification(qualified_supplier):
    one = Qualification.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Qualification.objects.create(supplier=one.supplier, status="suspended")


# --- two persons ---------------------------------------------------------------------------------
def test_a_supplier_is_qualified_by_another_than_the_reviewer(in_review, reviewer, administrator):
    assess(in_review, reviewer, **FINE)
    assert "annen" in refused(in_review.qualify, by=reviewer)

    in_review.qualify(by=administrator)

    assert in_review in Qualification.objects.valid()


def test_whoever_assessed_an_answer_cannot_approve_though_another_took_over(
    in_review, reviewer, second_reviewer
):
    assess(in_review, reviewer, **FINE)
    in_review.take_over(by=second_reviewer)

    assert in_review.reviewer == second_reviewer.user
    for one_of_them in (reviewer, second_reviewer):
        assert "annen" in refused(in_review.qualify, by=one_of_them)
        assert "annen" in refused(in_review.reject, by=one_of_them, note="Nei.")


def test_the_one_who_has_the_case_cannot_take_it_over(in_review, reviewer):
    assert "allerede" in refused(in_review.take_over, by=reviewer)


def test_nobody_who_has_belonged_to_the_supplier_settles_its_case(
    in_review, reviewer, administrator
):
    assess(in_review, reviewer, **FINE)
    once = {"organisation": in_review.supplier, "ended_at": in_review.created_at}
    Membership.objects.create(user=administrator.user, role="member", **once)

    assert "knyttet til" in refused(in_review.qualify, by=administrator)
    assert "knyttet til" in refused(in_review.reject, by=administrator, note="Nei.")


def test_a_reviewer_from_the_supplier_cannot_take_the_case(submitted, reviewer):
    Membership.objects.create(user=reviewer.user, organisation=submitted.supplier, role="member")

    assert "knyttet til" in refused(submitted.start_review, by=reviewer)


def test_a_reviewer_from_the_supplier_cannot_take_it_over(in_review, second_reviewer):
    person = second_reviewer.user
    Membership.objects.create(user=person, organisation=in_review.supplier, role="member")

    assert "knyttet til" in refused(in_review.take_over, by=second_reviewer)


# --- suspension and withdrawal -------------------------------------------------------------------
def test_a_suspended_supplier_is_no_longer_qualified(qualified_supplier, administrator, reviewer):
    qualification = Qualification.objects.get(supplier=qualified_supplier.organisation)
    with pytest.raises(PermissionDenied):
        qualification.suspend(by=reviewer, note="Konkurs meldt.")

    qualification.suspend(by=administrator, note="Konkurs meldt.")

    assert not Qualification.objects.valid().exists()


def test_a_suspension_cannot_be_got_round_with_a_new_application(
    qualified_supplier, reviewer, administrator
):
    Qualification.objects.get().suspend(by=administrator, note="Konkurs meldt.")
    renewal = send_in(qualified_supplier)
    renewal.start_review(by=reviewer)
    assess(renewal, reviewer, **FINE)

    assert "suspendert" in refused(renewal.qualify, by=administrator)


@pytest.mark.django_db(transaction=True)
def test_a_suspension_and_an_approval_at_once_never_leave_the_supplier_in(
    qualified_supplier, reviewer, administrator
):
    old = Qualification.objects.get()
    renewal = send_in(qualified_supplier)
    renewal.start_review(by=reviewer)
    assess(renewal, reviewer, **FINE)
    new, again = Qualification.objects.get(pk=renewal.pk), Qualification.objects.get(pk=old.pk)

    results = at_once(
        old,
        lambda: new.qualify(by=administrator),
        lambda: again.suspend(by=administrator, note="Konkurs."),
    )

    states = {one.pk: one.status for one in Qualification.objects.all()}
    assert len([r for r in results if isinstance(r, StepRefused)]) == 1
    assert (states[old.pk], states[new.pk]) in {
        ("suspended", "in_review"),
        ("replaced", "qualified"),
    }


def test_a_stranger_sees_only_who_is_qualified(submitted, other_supplier, editor):
    for stranger in (other_supplier, editor):
        assert submitted not in Qualification.objects.visible_to(stranger.user)


# --- evidence ------------------------------------------------------------------------------------


def test_what_must_be_shown_by_a_document_is_asked_for(supplier):
    draft = fill(QualificationForm, supplier, QUALIFICATION)
    assert {question.key for question in lacking(draft)} == {"tax-pay", "insurance"}
    assert "Dokumentasjonen" in refused(draft.submit, by=supplier)

    cast.show(draft, supplier)
    draft.submit(by=supplier)

    assert draft.declared.content["evidence"].keys() == {"tax-pay", "insurance"}


@pytest.mark.parametrize("scan", ["quarantined", "refused"])
def test_a_document_that_is_not_checked_shows_nothing(supplier, scan):
    draft = fill(QualificationForm, supplier, QUALIFICATION)
    cast.show(draft, supplier)
    Document.objects.filter(topic="tax-pay").update(scan=scan)

    assert "Dokumentasjonen" in refused(draft.submit, by=supplier)


def test_evidence_that_is_taken_back_stops_the_approval(in_review, reviewer, administrator):
    assess(in_review, reviewer, **FINE)
    Document.objects.filter(topic="tax-pay").update(withdrawn_at=in_review.created_at)

    assert "Dokumentasjonen" in refused(in_review.qualify, by=administrator)
