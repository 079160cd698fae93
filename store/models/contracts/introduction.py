"""The introduction plan: what each side must do from signature to daily use, and by when."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_now, db_today
from marketplace.forms import reason
from marketplace.lifecycle import Lifecycle, status_field, step
from marketplace.models import Organisation, Role
from marketplace.policy import Rule
from store import policy

from .reach import is_procurement_officer
from .status import IN_FORCE, INTERNAL

USUAL_WEEKS = 8


class Side(models.TextChoices):
    """Part: whose task it is."""

    BUYER = "buyer", _("Kommunen")
    SUPPLIER = "supplier", _("Leverandøren")


def is_ours(actor, task) -> bool:
    """Tell whether the task is the actor's own side's."""
    rule = policy.buys if task.side == Side.BUYER else policy.supplies
    return rule(actor, task.contract)


does = Rule(is_ours, _("den som har oppgaven"))


class TaskQuerySet(models.QuerySet):
    """Named ways to reach tasks of introduction plans."""

    def visible_to(self, user) -> "TaskQuerySet":
        """The two parties see all tasks, whosever they are."""
        if is_procurement_officer(user):
            return self
        mine = Organisation.objects.of(user)
        buys = models.Q(contract__buyer__in=mine)
        sells = models.Q(contract__listing__application__supplier__in=mine)
        return self.filter(buys | sells & ~models.Q(contract__status__in=INTERNAL))

    def of_contract(self, contract) -> "TaskQuerySet":
        """Those of every revision of the contract: the plan goes on when it is amended."""
        return self.filter(contract__number=contract.number)

    def waiting_for(self, actor) -> "TaskQuerySet":
        """What the actor's side has not done yet, while the contract is in force."""
        # Amended contracts keep their tasks where they were made.
        standing = [*IN_FORCE, "replaced"]
        rows = self.filter(status=IntroductionTask.Status.TODO, contract__status__in=standing)
        if actor.is_kind(Organisation.Kind.SUPPLIER) and actor.holds(Role.ADMIN):
            sold = rows.filter(contract__listing__application__supplier__in=actor.reach)
            return sold.filter(side=Side.SUPPLIER)
        if not actor.holds(*policy.BUYERS):
            return self.none()
        return rows.filter(side=Side.BUYER, contract__buyer__in=actor.reach)


class IntroductionTask(Lifecycle):
    """Innføringsoppgave: one thing that one of the sides must do before everybody uses it."""

    noun = "innforingsoppgave"
    named_with = ("contract",)
    belongs_to = ("contract__buyer", "contract__listing__application__supplier")

    class Status(models.TextChoices):
        TODO = "todo", _("Gjenstår")
        DONE = "done", _("Gjort")
        NOT_RELEVANT = "not_relevant", _("Ikke aktuelt")

    contract = models.ForeignKey(
        "store.Contract", on_delete=models.PROTECT, related_name="tasks", verbose_name=_("kontrakt")
    )
    title = models.CharField(_("oppgave"), max_length=200)
    side = models.CharField(_("hvem gjør den"), max_length=10, choices=Side)
    due = models.DateField(_("frist"), null=True, blank=True)
    place = models.PositiveSmallIntegerField(_("rekkefølge"), default=1)
    done_at = models.DateTimeField(_("gjort"), null=True, editable=False)
    status = status_field(Status, Status.TODO)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("innføringsoppgave")
        verbose_name_plural = _("innføringsoppgaver")
        ordering = ["place", "due", "pk"]

    def __str__(self) -> str:
        return f"{self.title} ({self.contract.number})"

    def get_absolute_url(self) -> str:
        return f"{self.contract.get_absolute_url()}#innforing"

    @property
    def due_on(self):
        """The day it must be done."""
        return self.due if self.status == self.Status.TODO else None

    @step(
        Status.TODO,
        to=Status.DONE,
        who=does,
        label=_("Merk som gjort"),
        done=_("Gjort"),
    )
    def finish(self, by):
        """It is done."""
        self.done_at = db_now()

    @step(
        [Status.DONE, Status.NOT_RELEVANT],
        to=Status.TODO,
        who=does,
        label=_("Åpne igjen"),
        done=_("Åpnet igjen"),
        primary=False,
    )
    def reopen(self, by):
        """It was not done after all."""
        self.done_at = None

    @step(
        Status.TODO,
        to=Status.NOT_RELEVANT,
        who=does,
        label=_("Merk som ikke aktuelt"),
        done=_("Ikke aktuelt"),
        asks={"note": reason()},
        primary=False,
    )
    def leave_out(self, by, note):
        """It need not be done."""


def plan(contract) -> None:
    """Make the tasks from what the declaration says of training, moving data and the start."""
    first = contract.starts_on or db_today()
    days = 7 * weeks(contract.version.answers)
    for place, (title, side, share) in enumerate(template(contract.version.answers), start=1):
        due = first + timedelta(days=round(days * share))
        told = {"title": title, "side": side, "due": due, "place": place}
        IntroductionTask.objects.create(contract=contract, **told)


def weeks(answers: dict) -> int:
    """How long the supplier says that it takes to go live."""
    said = answers.get("go_live_weeks")
    return min(max(int(said), 1), 104) if isinstance(said, int | float) else USUAL_WEEKS


def template(answers: dict) -> list[tuple[str, str, float]]:
    """What is usually done: (title, who does it, how far into the time)."""
    hours = answers.get("training_hours")
    training = gettext("Opplæring av de ansatte")
    if isinstance(hours, int | float):
        training = gettext("Opplæring av de ansatte (%(hours)g timer)") % {"hours": hours}
    moving = [(gettext("Flytt data fra det gamle systemet"), Side.SUPPLIER, 0.6)]
    return [
        (gettext("Oppstartsmøte: avklar mål, roller og fremdrift"), Side.SUPPLIER, 0.0),
        (gettext("Pek ut superbrukere og en ansvarlig i kommunen"), Side.BUYER, 0.15),
        (gettext("Sett opp innlogging, roller og integrasjoner"), Side.SUPPLIER, 0.4),
        (gettext("Gå gjennom risikovurderingen og DPIA"), Side.BUYER, 0.5),
        *(moving if says_yes(answers.get("data_migration")) else []),
        (training, Side.SUPPLIER, 0.8),
        (gettext("Test med egne ansatte, og godkjenn leveransen"), Side.BUYER, 0.9),
        (gettext("Ta løsningen i bruk"), Side.BUYER, 1.0),
    ]


def says_yes(said) -> bool:
    """Tell whether an answer is yes, with or without a justification."""
    return (said.get("answer") if isinstance(said, dict) else said) in ("yes", True)
