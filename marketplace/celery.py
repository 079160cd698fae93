"""Celery: the alarm clock. State lives in PostgreSQL; a message carries an id only."""

import os
import time

from celery import Celery
from celery.beat import Scheduler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")

app = Celery("marketplace")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


class PulsingScheduler(Scheduler):
    """A beat without a schedule file (nothing to corrupt) that proves its loop goes round."""

    pulsed_at = 0.0

    def tick(self, *args, **kwargs) -> float:
        """Run what is due and leave a pulse now and then; wake often enough to do so."""
        wait = super().tick(*args, **kwargs)
        self._pulse()
        return min(wait, app.conf.get("pulse_seconds", 5.0))

    def _pulse(self) -> None:
        if time.monotonic() - self.pulsed_at < 5:
            return
        from marketplace.models import Pulse

        Pulse.objects.beat("beat")
        self.pulsed_at = time.monotonic()
