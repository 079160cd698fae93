"""The work that Celery wakes: run one check, and give back what was lost."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from marketplace.actor import SYSTEM
from marketplace.celery import app
from marketplace.lifecycle import StepRefused
from verification.checks import Subject
from verification.checks import run_check as run
from verification.models import CheckRun, Run


@app.task
def run_check(pk: int) -> None:
    """Claim the row, run the check while the lease is kept alive, and write the result."""
    job = CheckRun.objects.claim(pk)
    if job is None:
        return
    begin(job.run)
    with heartbeat(job):
        result = run(job.code, Subject.from_inputs(job.run.inputs))
    job.finish(result)


@app.task
def sweep() -> None:
    """Give back jobs whose worker or message was lost."""
    CheckRun.objects.sweep()


def begin(run: Run) -> None:
    """Mark the run as running; the other checks of the run find it done already."""
    if run.status == Run.Status.QUEUED:
        try:
            run.begin(by=SYSTEM)
        except StepRefused:
            # Another worker was first, or the run was cancelled a moment ago.
            return


@contextmanager
def heartbeat(job: CheckRun) -> Iterator[None]:
    """Renew the lease from a thread until the work is done."""
    done = threading.Event()
    thread = threading.Thread(target=_beat, args=(job, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _beat(job: CheckRun, done: threading.Event) -> None:
    try:
        while not done.wait(settings.LEASE_SECONDS / 3):
            if not job.renew():
                return
    finally:
        connection.close()
