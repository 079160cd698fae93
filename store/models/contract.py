"""Contracts: what a municipality and a supplier agree on."""

from decimal import Decimal

from django import forms
from django.core.validators import MinValueValidator
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_now, db_today
from marketplace.forms import reason
from marketplace.lifecycle import Lifecycle, status_field, step
from marketplace.models import Membership, Organisation, Role
from participation.models import accepted_terms
from store import policy

from . import ceiling
from .basis import BasisKind
from .conditions import LAWFUL, has_ended
from .listing import Listing
from .price import Priced


class ContractQuerySet(models.QuerySet):
    """Named ways to reach contracts."""

    def visible_to(self, user) -> "ContractQuerySet":
        """The two parties, and FKJ's procurement officers; the supplier from when it is sent."""
        if is_procurement_officer(user):
            return self
        mine = Organisation.objects.of(user)
        told = ~Q(status__in=Contract.INTERNAL) | Q(declined_at__isnull=False)
        return self.filter(Q(buyer__in=mine) | Q(listing__application__supplier__in=mine) & told)

    def calling_off(self, agreement) -> "ContractQuerySet":
        """Those that use of the agreement's value: everything that has been sent."""
        return self.filter(agreement=agreement).exclude(status__in=Contract.INTERNAL)

    def waiting_for(self, actor) -> "ContractQuerySet":
        """Those where the actor has the next move."""
        status = Contract.Status
        if actor.is_kind(Organisation.Kind.SUPPLIER):
            mine = self.filter(listing__application__supplier__in=actor.reach)
            return mine.filter(status=status.SENT) if actor.holds(Role.ADMIN) else self.none()
        buying = [status.DRAFT, status.SIGNED, status.INTRODUCING]
        binding = [status.INTERNAL_APPROVAL, status.CONFIRMED]
        waits = buying if actor.holds(*policy.BUYERS) else []
        waits = waits + binding if actor.holds(*policy.BINDERS) else waits
        return self.filter(buyer__in=actor.reach, status__in=waits)

    def next_number(self) -> str:
        """The next free number of the year; the lock is held to the end of the transaction."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('store_contract.number'))")
        prefix = f"FKJ-{db_today().year}-"
        taken = self.filter(number__startswith=prefix).order_by(Length("number"), "number")
        last = taken.values_list("number", flat=True).last()
        return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04}"


def is_procurement_officer(user) -> bool:
    """Tell whether the person is one of FKJ's procurement officers."""
    if not user.is_authenticated:
        return False
    roles = Membership.objects.active().filter(user=user, role=Role.PROCUREMENT_OFFICER)
    return roles.filter(organisation__kind=Organisation.Kind.OPERATOR).exists()


class Contract(Priced, Lifecycle):
    """Kontrakt: one municipality's agreement with a supplier on one version of a listing."""

    noun = "kontrakt"
    named_with = ("listing__application",)
    belongs_to = ("buyer", "listing__application__supplier")
    decisive = ("confirmed", "signed", "terminated")
    Basis = BasisKind

    class Status(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        INTERNAL_APPROVAL = "internal_approval", _("Til intern godkjenning")
        SENT = "sent", _("Sendt til leverandør")
        CONFIRMED = "confirmed", _("Bekreftet av leverandør")
        SIGNED = "signed", _("Signert")
        INTRODUCING = "introducing", _("Innføres")
        IN_USE = "in_use", _("I bruk")
        TERMINATED = "terminated", _("Sagt opp")
        CLOSED = "closed", _("Avsluttet")

    INTERNAL = (Status.DRAFT, Status.INTERNAL_APPROVAL)

    number = models.CharField(_("kontraktsnummer"), max_length=20, editable=False)
    revision = models.PositiveSmallIntegerField(_("revisjon"), default=1, editable=False)
    buyer = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="contracts",
        verbose_name=_("kjøper"),
    )
    listing = models.ForeignKey(
        Listing, on_delete=models.PROTECT, related_name="contracts", verbose_name=_("oppføring")
    )
    version = models.ForeignKey(
        "verification.Version",
        on_delete=models.PROTECT,
        related_name="contracts",
        editable=False,
        verbose_name=_("versjon"),
    )
    basis = models.CharField(_("kjøpsgrunnlag"), max_length=20, choices=BasisKind)
    agreement = models.ForeignKey(
        "procurement.FrameworkAgreement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contracts",
        verbose_name=_("rammeavtale"),
    )
    list_price = models.DecimalField(
        _("listepris"), max_digits=12, decimal_places=2, null=True, editable=False
    )
    amount = models.DecimalField(
        _("samlet verdi i kroner uten mva."),
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(1))],
    )
    starts_on = models.DateField(_("oppstart"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sendt"), null=True, editable=False)
    declined_at = models.DateTimeField(_("avslått"), null=True, editable=False)
    signed_at = models.DateTimeField(_("signert"), null=True, editable=False)
    terminated_on = models.DateField(_("siste dag"), null=True, editable=False)
    status = status_field(Status, Status.DRAFT)

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("kontrakt")
        verbose_name_plural = _("kontrakter")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["number", "revision"], name="one_contract_number"),
            models.CheckConstraint(
                name="framework_has_agreement",
                condition=Q(basis="framework", agreement__isnull=False)
                | Q(~Q(basis="framework"), agreement__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.listing}"

    def get_absolute_url(self) -> str:
        return reverse("store:contract", args=[self.pk])

    @property
    def due_on(self):
        """Everybody must have agreed before the first day."""
        return None if self.status == self.Status.INTRODUCING else self.starts_on

    @step(
        Status.DRAFT,
        to=Status.INTERNAL_APPROVAL,
        who=policy.buys,
        label=_("Send til intern godkjenning"),
        done=_("Sendt til intern godkjenning"),
        needs=LAWFUL,
    )
    def request_approval(self, by):
        """Ask the one who can bind the municipality."""
        self.declined_at = None

    @step(
        Status.INTERNAL_APPROVAL,
        to=Status.SENT,
        who=policy.approves,
        label=_("Godkjenn og send til leverandøren"),
        done=_("Godkjent og sendt til leverandøren"),
        needs=LAWFUL,
        confirm=_("Bestillingen sendes til leverandøren og trekkes fra rammen."),
    )
    def approve_and_send(self, by):
        """Order it; the framework's ceiling is checked while the agreement is locked."""
        ceiling.reserve(self)
        self.sent_at = db_now()

    @step(
        Status.INTERNAL_APPROVAL,
        to=Status.DRAFT,
        who=policy.approves,
        label=_("Send tilbake til utkast"),
        done=_("Sendt tilbake til utkast"),
        asks={"note": reason(_("Hva må endres?"))},
        primary=False,
    )
    def return_to_draft(self, by, note):
        """Something must be put right first."""

    @step(
        Status.SENT,
        to=Status.CONFIRMED,
        who=policy.supplies,
        label=_("Bekreft bestillingen"),
        done=_("Bestillingen er bekreftet"),
        needs=[accepted_terms],
    )
    def confirm(self, by):
        """The supplier will deliver."""

    @step(
        Status.SENT,
        to=Status.DRAFT,
        who=policy.supplies,
        label=_("Avslå bestillingen"),
        done=_("Bestillingen er avslått"),
        asks={"note": reason()},
        primary=False,
    )
    def decline(self, by, note):
        """The supplier says no; the buyer may change the draft and send it again."""
        self.declined_at, self.sent_at = db_now(), None

    @step(
        Status.CONFIRMED,
        to=Status.SIGNED,
        who=policy.approves,
        label=_("Signer kontrakten"),
        done=_("Kontrakten er signert"),
        needs=[accepted_terms],
        confirm=_("Kommunen er bundet av kontrakten når den er signert."),
        sensitive=True,
    )
    def sign(self, by):
        """Bind the municipality."""
        self.signed_at = db_now()

    @step(
        Status.SIGNED,
        to=Status.INTRODUCING,
        who=policy.buys,
        label=_("Start innføringen"),
        done=_("Innføringen startet"),
        needs=[accepted_terms],
    )
    def start_introduction(self, by):
        """Training and set-up begin."""

    @step(
        Status.INTRODUCING,
        to=Status.IN_USE,
        who=policy.buys,
        label=_("Ta i bruk"),
        done=_("Tatt i bruk"),
        needs=[accepted_terms],
    )
    def take_into_use(self, by):
        """People work with it."""

    @step(
        [Status.SIGNED, Status.INTRODUCING, Status.IN_USE],
        to=Status.TERMINATED,
        who=policy.approves,
        label=_("Si opp kontrakten"),
        done=_("Kontrakten er sagt opp"),
        asks={
            "last_day": forms.DateField(
                label=_("Siste dag"),
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            ),
            "note": reason(),
        },
        confirm=_("Oppsigelsen kan ikke trekkes tilbake."),
        primary=False,
    )
    def terminate(self, by, last_day, note):
        """End it on a date."""
        self.terminated_on = last_day

    @step(
        Status.TERMINATED,
        to=Status.CLOSED,
        who=policy.buys,
        label=_("Avslutt kontrakten"),
        done=_("Kontrakten er avsluttet"),
        needs=[has_ended],
    )
    def close(self, by):
        """Everything is settled."""
