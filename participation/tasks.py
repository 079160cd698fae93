"""What the clock does in the room: the rows say what is due, a lost alarm loses nothing."""

from marketplace.actor import SYSTEM
from marketplace.celery import app
from marketplace.lifecycle import StepRefused
from participation.models import Invitation, Merger


@app.task
def expire_invitations() -> None:
    """Expire invitations that nobody took, and take their links out of letters that are done."""
    for invitation in Invitation.objects.past_end():
        try:
            invitation.expire(by=SYSTEM)
        except StepRefused:  # Somebody was first.
            continue
    Invitation.objects.forget_links()


@app.task
def carry_out_mergers() -> None:
    """Carry out the confirmed mergers whose day has come."""
    for merger in Merger.objects.due():
        try:
            merger.carry_out(by=SYSTEM)
        except StepRefused:  # Somebody was first.
            continue
