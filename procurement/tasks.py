"""What the clock does in Felleskjøp: the rows say what is due, a lost alarm loses nothing."""

from marketplace.actor import SYSTEM
from marketplace.celery import app
from marketplace.lifecycle import Lifecycle, StepRefused
from procurement.models import FrameworkAgreement, JointProcurement


@app.task
def close_due() -> None:
    """Close every joint procurement whose deadline has passed."""
    for procurement in JointProcurement.objects.past_deadline():
        take(procurement, "close")


@app.task
def expire_due() -> None:
    """Expire every framework agreement whose last day has passed."""
    for agreement in FrameworkAgreement.objects.past_end():
        take(agreement, "expire")


def take(thing: Lifecycle, name: str) -> None:
    """Take a step as the machine; somebody else may have been first."""
    try:
        getattr(thing, name)(by=SYSTEM)
    except StepRefused:
        return
