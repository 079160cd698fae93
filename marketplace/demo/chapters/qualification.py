"""Kvalifisering: two suppliers are qualified, one waits for the reviewer."""

from participation.forms import QualificationForm
from participation.models import Qualification

from ..answers import QUALIFICATION
from ..filling import fill


def tell(actors) -> None:
    """Let Fjordhelse and Nordlys in; leave Dialog in the reviewer's queue."""
    for name in ("leverandor", "nordlys"):
        if qualification := _apply(actors[name]):
            qualification.start_review(by=actors["vurderer"])
            qualification.qualify(by=actors["admin"])
    _apply(actors["dialog"])


def _apply(supplier) -> Qualification | None:
    """Fill in and send; None when it is done already."""
    if Qualification.objects.filter(supplier=supplier.organisation).exists():
        return None
    qualification = fill(QualificationForm, supplier, answers_as_posted())
    qualification.submit(by=supplier)
    return qualification


def answers_as_posted() -> dict:
    """The answers as the form takes them."""
    return dict(QUALIFICATION)
