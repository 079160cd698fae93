"""How a qualification gets on: sent in, assessed, and refused."""

import pytest

from marketplace.demo.answers import QUALIFICATION
from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from participation.forms import QualificationForm, ReviewForm
from participation.models import Qualification
from tests import cast

FINE = {"delivery-experience_verdict": "ok"}
BACK = {"insurance_verdict": "needs_change", "insurance_comment": "Beviset er gått ut."}
JUSTIFIED = {"quality-system": {"answer": False, "why": "Vi bygger det opp i år."}}


def send_in(supplier, **answers) -> Qualification:
    """Fill in and send."""
    qualification = fill(QualificationForm, supplier, QUALIFICATION | answers)
    cast.show(qualification, supplier)
    qualification.submit(by=supplier)
    return qualification


def assess(qualification, reviewer, **said) -> None:
    """Say something about the answers."""
    fill(ReviewForm, reviewer, said, qualification)


def refused(step, **data) -> str:
    """What the step says that is missing."""
    with pytest.raises(StepRefused) as refusal:
        step(**data)
    return str(refusal.value)
