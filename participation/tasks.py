"""What the clock does in the room: the rows say what is due, a lost alarm loses nothing."""

from django.urls import reverse

from marketplace import letters
from marketplace.actor import SYSTEM
from marketplace.celery import app
from marketplace.clock import db_today
from marketplace.lifecycle import StepRefused
from participation.models import Invitation, Merger, Qualification, Terms, asking
from participation.models.expiry import administrators, mark_for


@app.task
def expire_invitations() -> None:
    """Expire invitations that nobody took."""
    for invitation in Invitation.objects.past_end():
        try:
            invitation.expire(by=SYSTEM)
        except StepRefused:  # Somebody was first.
            continue


@app.task
def carry_out_mergers() -> None:
    """Carry out the confirmed mergers whose day has come."""
    for merger in Merger.objects.due():
        try:
            merger.carry_out(by=SYSTEM)
        except StepRefused:  # Somebody was first.
            continue


@app.task
def look_after_terms() -> None:
    """Mark the versions that are over, and remind those who must accept before a time limit."""
    for terms in Terms.objects.past_end():
        try:
            terms.replace(by=SYSTEM)
        except StepRefused:  # Somebody was first.
            continue
    asking.remind()


@app.task
def expire_qualifications() -> None:
    """Expire every qualification whose last day has passed; somebody else may have been first."""
    for qualification in Qualification.objects.past_end():
        try:
            qualification.expire(by=SYSTEM)
        except StepRefused:
            continue


@app.task
def remind_of_expiry() -> None:
    """Write to the administrators of the suppliers whose qualification soon expires."""
    today = db_today()
    for qualification in Qualification.objects.running_out().select_related("supplier"):
        days = (qualification.valid_until - today).days
        _remind(qualification, days, mark_for(days))


def _remind(qualification, days: int, mark: int) -> None:
    told = {
        "qualification": qualification,
        "days": days,
        "renew": letters.address(reverse("participation:qualification_new")),
        "address": letters.address(qualification.get_absolute_url()),
    }
    for user in administrators(qualification.supplier):
        key = f"qualification-expiry:{qualification.pk}:{mark}:{user.pk}"
        letters.write(key, user, "qualification_expiry", told)
