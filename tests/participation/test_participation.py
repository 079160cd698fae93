"""Terms and qualification: the gates."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from marketplace.demo.answers import QUALIFICATION
from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from participation.forms import AcceptanceForm, QualificationForm
from participation.models import Acceptance, Qualification, Terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms(known_facts) -> Terms:
    """Terms that bind municipalities."""
    return Terms.objects.create(
        audience="municipal", number=1, title="Vilkår", text="Vær åpen.", valid_from="2026-01-01"
    )


@pytest.fixture
def submitted(supplier) -> Qualification:
    """A qualification that waits for a reviewer."""
    qualification = fill(QualificationForm, supplier, dict(QUALIFICATION))
    qualification.submit(by=supplier)
    return qualification


def test_terms_that_are_not_accepted_stop_the_step_and_say_where_to_accept(
    terms, draft_need, editor
):
    with pytest.raises(StepRefused) as refusal:
        draft_need.propose(by=editor)

    assert refusal.value.unmet[0].link == "/vilkar/"


def test_accepted_terms_open_the_gate(terms, draft_need, editor, approver):
    fill(AcceptanceForm, approver, {"agree": True}, Acceptance(terms=terms))

    draft_need.propose(by=editor)

    assert draft_need.status == "idea"


def test_terms_for_others_do_not_bind(terms, supplier_org):
    assert not Terms.objects.unaccepted_by(supplier_org).exists()


def test_an_editor_cannot_bind_the_municipality(editor, approver):
    assert not AcceptanceForm.may_create(editor)
    assert AcceptanceForm.may_create(approver)


def test_an_acceptance_stands_for_ever(terms, approver):
    acceptance = fill(AcceptanceForm, approver, {"agree": True}, Acceptance(terms=terms))

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Acceptance.objects.filter(pk=acceptance.pk).delete()


def test_a_supplier_is_qualified_by_another_than_the_reviewer(submitted, reviewer, administrator):
    submitted.start_review(by=reviewer)
    with pytest.raises(StepRefused, match="annen"):
        submitted.qualify(by=reviewer)

    submitted.qualify(by=administrator)

    assert submitted in Qualification.objects.valid()


def test_an_incomplete_qualification_cannot_be_sent(supplier):
    answers = dict(QUALIFICATION)
    del answers["fraud"]
    qualification = fill(QualificationForm, supplier, answers)

    with pytest.raises(StepRefused, match="besvart"):
        qualification.submit(by=supplier)


def test_a_clear_no_cannot_be_qualified(supplier, reviewer, administrator):
    answers = QUALIFICATION | {"fraud": {"answer": True, "why": ""}}
    qualification = fill(QualificationForm, supplier, answers)

    with pytest.raises(StepRefused):
        cast_through(qualification, supplier, reviewer, administrator)


def cast_through(qualification, supplier, reviewer, administrator):
    qualification.submit(by=supplier)
    qualification.start_review(by=reviewer)
    qualification.qualify(by=administrator)


def test_a_returned_qualification_keeps_its_answers(submitted, supplier, reviewer):
    submitted.start_review(by=reviewer)
    submitted.request_changes(by=reviewer, note="Legg ved skatteattest.")

    assert submitted.answers["delivery-experience"] == QUALIFICATION["delivery-experience"]
    assert QualificationForm.may_edit(supplier, submitted)


def test_only_one_open_qualification_at_a_time(submitted, supplier):
    with pytest.raises(ValueError, match="allerede"):
        fill(QualificationForm, supplier, dict(QUALIFICATION))


def test_a_suspended_supplier_is_no_longer_qualified(qualified_supplier, administrator, reviewer):
    qualification = Qualification.objects.get(supplier=qualified_supplier.organisation)
    with pytest.raises(PermissionDenied):
        qualification.suspend(by=reviewer, note="Konkurs meldt.")

    qualification.suspend(by=administrator, note="Konkurs meldt.")

    assert not Qualification.objects.valid().exists()


def test_a_stranger_sees_only_who_is_qualified(submitted, other_supplier, editor):
    for stranger in (other_supplier, editor):
        assert submitted not in Qualification.objects.visible_to(stranger.user)
