"""The cellar's own work."""

from marketplace import brreg
from marketplace.celery import app
from marketplace.models import Attempt, Pulse
from marketplace.personal_data import erasure
from marketplace.trail import sealing


@app.task
def pulse() -> None:
    """Prove that a worker takes work."""
    Pulse.objects.beat("worker")


@app.task
def seal() -> None:
    """Put a seal on what has happened since the last one."""
    sealing.seal_all()


@app.task
def forget_attempts() -> None:
    """Remove attempts that are too old to count."""
    Attempt.objects.forget()


def recheck_register() -> None:
    """Ask Enhetsregisteret again about some of those who take part: at most 600 a day."""
    brreg.recheck()


def erase_closed() -> None:
    """Erase accounts that were closed so long ago that nobody regrets it."""
    erasure.erase_due()
