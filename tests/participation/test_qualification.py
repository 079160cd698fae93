"""Qualification: what the supplier answers, and what it takes to be let in."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from marketplace.declaration import Schema
from marketplace.demo.answers import QUALIFICATION
from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from marketplace.models import Membership
from participation.forms import QualificationForm, ReviewForm
from participation.models import Assessment, Qualification, SelfDeclaration
from participation.models.review import Review
from tests import cast

pytestmark = pytest.mark.django_db

FINE = {"delivery-experience_verdict": "ok"}
BACK = {"insurance_verdict": "needs_change", "insurance_comment": "Beviset er gått ut."}
JUSTIFIED = {"quality-system": {"answer": False, "why": "Vi bygger det opp i år."}}


@pytest.fixture
def submitted(supplier) -> Qualification:
    """A qualification that waits for a reviewer."""
    return send_in(supplier)


@pytest.fixture
def in_review(submitted, reviewer) -> Qualification:
    """A qualification that the reviewer has taken."""
    submitted.start_review(by=reviewer)
    return submitted


@pytest.fixture
def second_reviewer(fkj):
    """Another reviewer at FKJ."""
    return cast.actor("second-reviewer", fkj, "reviewer")


def send_in(supplier, **answers) -> Qualification:
    qualification = fill(QualificationForm, supplier, QUALIFICATION | answers)
    qualification.submit(by=supplier)
    return qualification


def assess(qualification, reviewer, **said) -> None:
    fill(ReviewForm, reviewer, said, qualification)


def refused(step, **data) -> str:
    with pytest.raises(StepRefused) as refusal:
        step(**data)
    return str(refusal.value)


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


# --- the last round's answers ---------------------------------------------------------------------


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


# --- two persons --------------------------------------------------------------------------------


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
    assert "annen" in refused(in_review.qualify, by=reviewer)
    assert "annen" in refused(in_review.reject, by=reviewer, note="Nei.")


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


# --- the review -------------------------------------------------------------------------------------


def test_what_the_machine_leaves_to_a_person_must_be_assessed(in_review, reviewer, administrator):
    assert "vurdert" in refused(in_review.qualify, by=administrator)

    assess(in_review, reviewer, **FINE)
    in_review.qualify(by=administrator)

    assert in_review.status == "qualified"


def test_a_justified_answer_is_left_to_a_person(supplier, reviewer, administrator):
    qualification = send_in(supplier, **JUSTIFIED)
    qualification.start_review(by=reviewer)
    assess(qualification, reviewer, **FINE)

    assert [line.key for line in Review(qualification).pending] == ["quality-system"]
    assert "vurdert" in refused(qualification.qualify, by=administrator)


def test_a_clear_no_cannot_be_qualified(in_review, reviewer, administrator):
    assess(in_review, reviewer, **FINE)
    answers = in_review.answers | {"fraud": {"answer": True, "why": ""}}
    Qualification.objects.filter(pk=in_review.pk).update(answers=answers)

    assert "ikke oppfylt" in refused(in_review.qualify, by=administrator)


def test_only_the_one_who_has_the_case_assesses(in_review, reviewer, second_reviewer, supplier):
    assert ReviewForm.may_edit(reviewer, in_review)
    assert not ReviewForm.may_edit(second_reviewer, in_review)
    assert not ReviewForm.may_edit(supplier, in_review)


def test_what_must_be_put_right_must_be_told(in_review, reviewer):
    with pytest.raises(ValueError, match="må rettes"):
        assess(in_review, reviewer, insurance_verdict="needs_change")
    with pytest.raises(ValueError, match="Velg en vurdering"):
        assess(in_review, reviewer, insurance_comment="Beviset er gått ut.")


def test_the_database_refuses_a_change_without_a_comment(in_review, reviewer):
    told = {"question": "fraud", "round": 1, "verdict": "needs_change", "by": reviewer.user}

    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(qualification=in_review, **told)


def test_it_is_not_sent_back_without_an_answer_to_put_right(in_review, reviewer):
    assess(in_review, reviewer, **FINE)

    assert "Merk minst ett svar" in refused(in_review.request_changes, by=reviewer, note="Nei.")


def test_the_step_lists_the_answers_that_are_sent_back(in_review, reviewer):
    assess(in_review, reviewer, **BACK)

    note = Qualification.request_changes.asks["note"](in_review, reviewer)

    assert "Ansvarsforsikring" in note.help_text


def test_what_is_marked_stops_the_approval(in_review, reviewer, administrator):
    assess(in_review, reviewer, **FINE | BACK)

    assert "må rettes" in refused(in_review.qualify, by=administrator)


def test_an_assessment_can_be_taken_back(in_review, reviewer):
    assess(in_review, reviewer, **BACK)

    assess(in_review, reviewer, insurance_verdict="", insurance_comment="")

    assert not in_review.assessments.exists()


# --- the round trip ---------------------------------------------------------------------------------


@pytest.fixture
def sent_back(in_review, reviewer) -> Qualification:
    """The proof of insurance must be put right; the experience is fine."""
    assess(in_review, reviewer, **FINE | BACK)
    in_review.request_changes(by=reviewer, note="Resten er bra.")
    return in_review


def test_the_supplier_sees_exactly_the_answers_to_put_right(sent_back, supplier):
    form = QualificationForm(instance=sent_back, actor=supplier)

    told = {field.name: line for _part, fields in form.asked() for field, line, _new in fields}
    assert [name for name, line in told.items() if line] == ["insurance"]
    assert told["insurance"].newest.comment == "Beviset er gått ut."


def test_the_supplier_does_not_see_what_a_reviewer_is_still_writing(in_review, reviewer):
    assess(in_review, reviewer, **BACK)

    review = Review(in_review)

    assert review.told == []
    assert [line for line in review.lines if line.told] == []


def test_a_mended_answer_is_laid_beside_the_one_before(sent_back, supplier, reviewer):
    why = {"insurance": {"answer": False, "why": "Ny forsikring fra mandag."}}
    fill(QualificationForm, supplier, why, sent_back)
    sent_back.submit(by=supplier)

    changed = [line for line in Review(sent_back).lines if line.changed]

    assert [(line.key, line.before) for line in changed] == [("insurance", "Ja")]


def test_the_rounds_are_kept(sent_back, supplier, reviewer, administrator):
    sent_back.submit(by=supplier)
    sent_back.start_review(by=reviewer)
    still_marked = refused(sent_back.qualify, by=administrator)
    assess(sent_back, reviewer, insurance_verdict="ok")

    sent_back.qualify(by=administrator)

    said = sent_back.assessments.filter(question="insurance").values_list("round", "verdict")
    assert "må rettes" in still_marked
    assert list(said) == [(2, "ok"), (1, "needs_change")]
    assert list(sent_back.versions.values_list("number", flat=True)) == [2, 1]


def test_what_was_in_order_stays_so_until_the_answer_changes(sent_back, supplier, reviewer):
    fill(QualificationForm, supplier, {"delivery-experience": "Noe helt annet nå."}, sent_back)
    sent_back.submit(by=supplier)

    assert "delivery-experience" in {line.key for line in Review(sent_back).pending}


def test_a_form_from_the_round_before_is_refused(sent_back, supplier, reviewer):
    stale = ReviewForm(instance=sent_back, actor=reviewer).initial["about"]
    sent_back.submit(by=supplier)
    sent_back.start_review(by=reviewer)

    with pytest.raises(ValueError, match="på nytt"):
        assess(sent_back, reviewer, about=stale, **BACK)


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


def test_a_stranger_sees_only_who_is_qualified(submitted, other_supplier, editor):
    for stranger in (other_supplier, editor):
        assert submitted not in Qualification.objects.visible_to(stranger.user)
