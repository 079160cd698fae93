"""One check in one run: the row is the job, Celery is the alarm clock.

A worker claims a row by a guarded update (lease, heartbeat, token). Whoever comes back after the
lease is gone writes nothing. The sweeper gives expired rows back. All times are the database's.
Locks are taken in one order: the run, then its checks.
"""

import logging
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from kombu.exceptions import OperationalError

from marketplace.lifecycle import lock
from marketplace.models.event import ClockTimestamp
from verification.checks import CHECKS, Finding, Message, Outcome, Result, Severity

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
LOST = Message(gettext_noop("Arbeideren stoppet tre ganger. Feilen er hos oss."))


def clock(seconds: float = 0):
    """The database's wall clock, so many seconds from now."""
    shift = Value(timedelta(seconds=seconds), output_field=models.DurationField())
    return models.ExpressionWrapper(ClockTimestamp() + shift, output_field=models.DateTimeField())


class CheckRunQuerySet(models.QuerySet):
    """Named ways to reach check runs; the only place where their state changes."""

    def unfinished(self) -> "CheckRunQuerySet":
        """Those that are not done."""
        return self.exclude(state=CheckRun.State.DONE)

    def stuck(self) -> "CheckRunQuerySet":
        """Those whose worker is gone, and those whose message may be lost."""
        gone = Q(state=CheckRun.State.RUNNING, lease_until__lt=clock())
        forgotten = Q(state=CheckRun.State.QUEUED, queued_at__lt=clock(-settings.LEASE_SECONDS))
        return self.filter(gone | forgotten)

    def claim(self, pk: int) -> "CheckRun | None":
        """Take the job, or None when somebody else has it: a repeated message does nothing."""
        token = uuid.uuid4()
        free = Q(state=CheckRun.State.QUEUED) | Q(
            state=CheckRun.State.RUNNING, lease_until__lt=clock()
        )
        taken = self.filter(free, pk=pk).update(
            state=CheckRun.State.RUNNING,
            token=token,
            lease_until=clock(settings.LEASE_SECONDS),
            attempt=F("attempt") + 1,
            started_at=Coalesce(F("started_at"), clock()),
        )
        return self.select_related("run").get(pk=pk) if taken else None

    def cancel(self) -> None:
        """End them without a result; a worker that comes back finds its token gone."""
        self.update(state=CheckRun.State.DONE, outcome=Outcome.CANCELLED, token=None)

    def sweep(self) -> int:
        """Give stuck jobs back, or end those that were lost too often. Returns how many."""
        return sum(row.rescue() for row in self.stuck().select_related("run")[:100])


class CheckRun(models.Model):
    """Sjekkjøring: one check of one run, its lease and its result."""

    class State(models.TextChoices):
        """Tilstand: of the job, not of a noun; changed by guarded updates, never by steps."""

        QUEUED = "queued", _("I kø")
        RUNNING = "running", _("Kjører")
        DONE = "done", _("Ferdig")

    run = models.ForeignKey(
        "verification.Run",
        on_delete=models.PROTECT,
        related_name="checks",
        verbose_name=_("kjøring"),
    )
    code = models.CharField(_("sjekk"), max_length=20)
    severity = models.CharField(_("krav"), max_length=10, choices=Severity)
    state = models.CharField(_("tilstand"), max_length=10, choices=State, default=State.QUEUED)
    outcome = models.CharField(_("resultat"), max_length=20, choices=Outcome, blank=True)
    result = models.JSONField(_("funn og bevis"), default=dict, blank=True)
    attempt = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    token = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    queued_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    started_at = models.DateTimeField(_("startet"), null=True, editable=False)
    finished_at = models.DateTimeField(_("ferdig"), null=True, editable=False)

    objects = CheckRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("sjekkjøring")
        verbose_name_plural = _("sjekkjøringer")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "code"], name="one_check_per_run")]
        indexes = [models.Index(fields=["state", "lease_until"])]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        """What is checked, in the reader's language."""
        return str(CHECKS[self.code].title) if self.code in CHECKS else ""

    @property
    def reason(self) -> str:
        """Why it came out as it did, in the reader's language."""
        stored = self.result.get("reason")
        return Message.from_json(stored).render() if stored else ""

    @property
    def findings(self) -> list[Finding]:
        """What was found, with how to put it right."""
        return [Finding.from_json(stored) for stored in self.result.get("findings", [])]

    def wake(self) -> None:
        """Send the message that wakes a worker, once the row is committed."""
        transaction.on_commit(self._send, robust=True)

    def _send(self) -> None:
        from verification.tasks import run_check

        try:
            run_check.delay(self.pk)
        except OperationalError:
            # The row is the job: the sweeper sends the message again when the broker is back.
            log.warning("No broker for check run %s; the sweeper will send it again.", self.pk)

    def renew(self) -> bool:
        """Lengthen the lease; False when it is no longer ours."""
        mine = CheckRun.objects.filter(pk=self.pk, token=self.token, state=self.State.RUNNING)
        return bool(mine.update(lease_until=clock(settings.LEASE_SECONDS)))

    def finish(self, result: Result) -> bool:
        """Write the result if the lease is still ours, and settle the run. False when too late."""
        with transaction.atomic():
            lock(self.run)
            mine = CheckRun.objects.filter(pk=self.pk, token=self.token, state=self.State.RUNNING)
            written = mine.update(
                state=self.State.DONE,
                outcome=result.outcome,
                result=result.as_json(),
                finished_at=clock(),
            )
            if written:
                self.run.settle()
        return bool(written)

    def rescue(self) -> bool:
        """Take the job from whoever lost it. False when somebody else was first."""
        with transaction.atomic():
            lock(self.run)
            stuck = CheckRun.objects.stuck().filter(pk=self.pk).select_for_update().first()
            if stuck:
                stuck._give_back()
        return stuck is not None

    def _give_back(self) -> None:
        if self.attempt >= MOST_ATTEMPTS:
            self._give_up()
            return
        self.state, self.token, self.lease_until = self.State.QUEUED, None, None
        self.queued_at = clock()
        self.save()
        self.wake()

    def _give_up(self) -> None:
        self.state, self.outcome, self.token = self.State.DONE, Outcome.ERROR, None
        self.result, self.finished_at = Result(Outcome.ERROR, LOST).as_json(), clock()
        self.save()
        self.run.settle()
