"""The review: an answer at a time, and the round trip to the supplier."""

import pytest
from django.db import IntegrityError, transaction

from marketplace.demo.filling import fill
from participation.forms import QualificationForm, ReviewForm
from participation.models import Assessment, Qualification
from participation.models.review import Review
from tests.participation.going import BACK, FINE, JUSTIFIED, assess, refused, send_in

pytestmark = pytest.mark.django_db


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


# --- the round trip ------------------------------------------------------------------------------
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


def test_what_was_mended_is_not_asked_for_again_when_another_answer_is_sent_back(
    sent_back, supplier, reviewer
):
    sent_back.submit(by=supplier)
    sent_back.start_review(by=reviewer)
    assess(sent_back, reviewer, normen_verdict="needs_change", normen_comment="Hvilken utgave?")
    sent_back.request_changes(by=reviewer)

    review = Review(sent_back)

    assert [line.key for line in review.told] == ["normen"]
    assert {line.key for line in review.unresolved} == {"normen", "insurance"}


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
