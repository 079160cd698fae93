"""Runs: all checks of one version, once."""

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.actor import SYSTEM
from marketplace.forms import reason
from marketplace.lifecycle import Lifecycle, lock, status_field, step
from marketplace.models import Event, Organisation, Role
from verification import policy
from verification.checks import CHECKS, Outcome, Severity, catalog_hash

from .attestation import Attestation
from .check_run import CheckRun

GOOD = (Outcome.PASSED, Outcome.WARNING, Outcome.NOT_APPLICABLE, Outcome.NEEDS_REVIEW)


class RunQuerySet(models.QuerySet):
    """Named ways to reach runs."""

    def active(self) -> "RunQuerySet":
        """Those that are not finished."""
        return self.filter(status__in=Run.ACTIVE)

    def visible_to(self, user) -> "RunQuerySet":
        """Everybody sees the run behind an attestation; the supplier its own; FKJ all."""
        mine = Organisation.objects.of(user)
        if mine.include_fkj():
            return self
        attested = Attestation.objects.ever_public().values("run")
        return self.filter(Q(version__application__supplier__in=mine) | Q(pk__in=attested))

    def waiting_for(self, actor) -> "RunQuerySet":
        """Runs that wait for a reviewer."""
        is_reviewer = actor.is_fkj and actor.holds(Role.REVIEWER)
        return self.filter(status=Run.Status.WAITING_REVIEW) if is_reviewer else self.none()

    def start(self, version, by) -> "Run":
        """Write the run and its checks in one transaction, and wake the workers when it is in."""
        run = self.create(version=version, inputs=version.inputs(), catalog_hash=catalog_hash())
        checks = [
            CheckRun(run=run, code=one.code, severity=one.severity) for one in CHECKS.values()
        ]
        for check in CheckRun.objects.bulk_create(checks):
            check.wake()
        Event.objects.write(run, Event.CREATED, by, moved=("", run.status))
        return run


class Run(Lifecycle):
    """Kjøring: the checks of one version; the rows are the jobs."""

    noun = "kjoring"
    named_with = ("version__application",)
    belongs_to = ("version__application__supplier",)
    decisive = ("completed",)

    class Status(models.TextChoices):
        QUEUED = "queued", _("I kø")
        RUNNING = "running", _("Kjører")
        WAITING_REVIEW = "waiting_review", _("Venter på vurdering")
        COMPLETED = "completed", _("Fullført")
        CANCELLED = "cancelled", _("Avbrutt")

    class Conclusion(models.TextChoices):
        """Konklusjon: what a completed run came to."""

        NONE = "", _("Ikke konkludert ennå")
        PASSED = "passed", _("Bestått")
        FAILED = "failed", _("Ikke bestått")
        INCONCLUSIVE = "inconclusive", _("Uten konklusjon på grunn av feil hos oss")

    ACTIVE = (Status.QUEUED, Status.RUNNING)

    version = models.ForeignKey(
        "verification.Version",
        on_delete=models.PROTECT,
        related_name="runs",
        verbose_name=_("versjon"),
    )
    inputs = models.JSONField(_("grunnlag"), editable=False)
    catalog_hash = models.CharField(_("sjekkenes fingeravtrykk"), max_length=64, editable=False)
    conclusion = models.CharField(
        _("konklusjon"),
        max_length=20,
        choices=Conclusion,
        default=Conclusion.NONE,
        blank=True,
        editable=False,
    )
    status = status_field(Status, Status.QUEUED)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("kjøring")
        verbose_name_plural = _("kjøringer")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(status__in=["queued", "running"]),
                name="one_active_run_per_version",
            )
        ]

    def __str__(self) -> str:
        return _("Kjøring %(number)s av %(version)s") % {"number": self.pk, "version": self.version}

    def get_absolute_url(self) -> str:
        return reverse("verification:run", args=[self.pk])

    def told_to(self, actor):
        """What has happened, for those who see the findings."""
        events = super().told_to(actor)
        return events if policy.sees_findings(actor, self) else events.none()

    @property
    def is_active(self) -> bool:
        """Tell whether something is still to happen by itself."""
        return self.status in self.ACTIVE

    def progress(self) -> tuple[int, int]:
        """How many checks are done, of how many."""
        states = list(self.checks.values_list("state", flat=True))
        return states.count(CheckRun.State.DONE), len(states)

    def roll_up(self) -> str:
        """What the checks that MUST be met came to: the worst of them."""
        musts = self.checks.filter(severity=Severity.MUST)
        outcomes = set(musts.values_list("outcome", flat=True))
        if Outcome.ERROR in outcomes:
            return self.Conclusion.INCONCLUSIVE
        return self.Conclusion.PASSED if outcomes <= set(GOOD) else self.Conclusion.FAILED

    def settle(self) -> None:
        """Finish when every check is done. Called after each check; safe to call again."""
        with transaction.atomic():
            lock(self)
            if not self.is_active or self.checks.unfinished().exists():
                return
            passed = self.roll_up() == self.Conclusion.PASSED
            (self.hand_to_reviewer if passed else self.complete)(by=SYSTEM)

    @step(
        Status.QUEUED,
        to=Status.RUNNING,
        who=policy.machine,
        label=_("Kjøring startet"),
        done=_("Kjøringen startet"),
    )
    def begin(self, by):
        """A worker has taken the first check."""

    @step(
        ACTIVE,
        to=Status.WAITING_REVIEW,
        who=policy.machine,
        label=_("Sjekkene er bestått"),
        done=_("Sjekkene ble bestått"),
    )
    def hand_to_reviewer(self, by):
        """Everything a machine can judge is in order."""

    @step(
        ACTIVE,
        to=Status.COMPLETED,
        who=policy.machine,
        label=_("Kjøring ferdig"),
        done=_("Kjøringen ble ferdig"),
    )
    def complete(self, by):
        """Something was not met, or we could not find out."""
        self.conclusion = self.roll_up()

    @step(
        Status.WAITING_REVIEW,
        to=Status.COMPLETED,
        who=policy.attests,
        label=_("Godkjenn og utsted attest"),
        done=_("Godkjent, attest utstedt"),
        asks={"note": reason(_("Hva er vurdert?"))},
    )
    def attest(self, by, note):
        """A reviewer has judged what a machine cannot."""
        self.conclusion = self.Conclusion.PASSED
        Attestation.objects.issue(self, by)

    @step(
        Status.WAITING_REVIEW,
        to=Status.COMPLETED,
        who=policy.attests,
        label=_("Avslå"),
        done=_("Avslått"),
        asks={"note": reason(_("Hva må rettes?"))},
        primary=False,
    )
    def reject(self, by, note):
        """The reviewer found something that is not met."""
        self.conclusion = self.Conclusion.FAILED

    @step(
        ACTIVE,
        to=Status.CANCELLED,
        who=policy.cancels,
        label=_("Avbryt kjøringen"),
        done=_("Kjøringen ble avbrutt"),
        primary=False,
    )
    def cancel(self, by):
        """Stop what has not begun; what is under way is thrown away when it comes back."""
        self.checks.unfinished().cancel()
