"""The cellar's own work."""

from marketplace.celery import app
from marketplace.models import Pulse


@app.task
def pulse() -> None:
    """Prove that a worker takes work."""
    Pulse.objects.beat("worker")
