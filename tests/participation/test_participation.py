"""Terms: the gate."""

import pytest
from django.db import DatabaseError, transaction

from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from participation.forms import AcceptanceForm
from participation.models import Acceptance, Terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms(known_facts) -> Terms:
    """Terms that bind municipalities."""
    return Terms.objects.create(
        audience="municipal", number=1, title="Vilkår", text="Vær åpen.", valid_from="2026-01-01"
    )


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
