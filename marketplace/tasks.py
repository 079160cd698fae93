"""The cellar's own work."""

from marketplace import brreg
from marketplace.celery import app
from marketplace.clock import db_now
from marketplace.documents import scanning
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


@app.task
def recheck_register() -> None:
    """Ask Enhetsregisteret again about some of those who take part: at most 600 a day."""
    brreg.recheck()


@app.task
def erase_closed() -> None:
    """Erase accounts that were closed so long ago that nobody regrets it."""
    erasure.erase_due()


@app.task
def send_letters(pk: int | None = None) -> None:
    """Send this letter, and whatever else is due."""
    from marketplace.notices import post

    post.send_due(pk)


@app.task
def tell() -> None:
    """Tell people of what has happened, and write to those who want to know at once."""
    from marketplace.notices import direct, telling

    telling.tell_all()
    direct.write_all()


@app.task
def write_digests() -> None:
    """Write the digests that are due."""
    from marketplace.notices import digest

    digest.write_all(db_now())


@app.task
def scan_document(pk: int) -> None:
    """Have one document scanned for viruses."""
    scanning.scan(pk)


@app.task
def sweep_documents() -> None:
    """Wake a worker for documents whose message or worker was lost."""
    scanning.sweep()
