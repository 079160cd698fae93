"""Contracts: what a municipality and a supplier agree on."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.lifecycle import Lifecycle, status_field
from marketplace.models import Event, Organisation
from store import policy

from ..basis import BasisKind
from ..listing import Listing
from ..prices.cost import Cost
from ..prices.price import Priced
from .bound import Bound
from .ending import Ending, last_day
from .ordered import Ordered
from .reach import ContractQuerySet
from .status import INTERNAL, ContractStatus
from .terms import ContractTerms

LONGEST = 240
COPIED = (
    "number",
    "buyer",
    "listing",
    "version",
    "basis",
    "agreement",
    "price_model",
    "price",
    "period",
    "list_price",
    "amount",
    "starts_on",
    "initial_months",
    "option_months",
    "data_agreed_on",
    "data_agreed_by",
)


def months(label, first: int, minimum: int) -> models.PositiveSmallIntegerField:
    """A number of months."""
    limits = [MinValueValidator(minimum), MaxValueValidator(LONGEST)]
    return models.PositiveSmallIntegerField(label, default=first, validators=limits)


class Contract(Ending, Bound, Ordered, ContractTerms, Priced, Lifecycle):
    """Kontrakt: one municipality's agreement with a supplier on one version of a listing."""

    noun = "kontrakt"
    named_with = ("listing__application",)
    belongs_to = ("buyer", "listing__application__supplier")
    attaches = policy.documents_contract
    decisive = ("confirmed", "signed", "terminated")
    Basis = BasisKind
    Status = ContractStatus
    INTERNAL = INTERNAL

    number = models.CharField(_("kontraktsnummer"), max_length=20, editable=False)
    revision = models.PositiveSmallIntegerField(_("revisjon"), default=1, editable=False)
    amends = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="amendments",
        verbose_name=_("endrer"),
    )
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
        _("listepris"), max_digits=14, decimal_places=4, null=True, editable=False
    )
    amount = models.DecimalField(
        _("samlet verdi i kroner uten mva."),
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(1))],
    )
    starts_on = models.DateField(_("oppstart"), null=True, blank=True)
    late_reason = models.TextField(_("begrunnelse for oppstart tilbake i tid"), blank=True)
    initial_months = months(_("avtalt periode i måneder"), 48, 1)
    option_months = months(_("opsjon på flere måneder"), 0, 0)
    option_used_on = models.DateField(_("opsjon brukt"), null=True, editable=False)
    ends_on = models.DateField(_("siste dag"), null=True, editable=False, db_index=True)
    sent_at = models.DateTimeField(_("sendt"), null=True, editable=False)
    declined_at = models.DateTimeField(_("avslått"), null=True, editable=False)
    terminated_on = models.DateField(_("sagt opp til"), null=True, editable=False)
    status = status_field(ContractStatus, ContractStatus.DRAFT)

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
            models.CheckConstraint(
                name="a_first_revision_amends_nothing",
                condition=Q(revision=1, amends__isnull=True)
                | Q(revision__gt=1, amends__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        revised = f"-{self.revision}" if self.revision > 1 else ""
        return f"{self.number}{revised} {self.listing}"

    def get_absolute_url(self) -> str:
        return reverse("store:contract", args=[self.pk])

    @property
    def due_on(self):
        """Everybody must have agreed before the first day."""
        return None if self.status == self.Status.INTRODUCING else self.starts_on

    @property
    def months(self) -> int:
        """How long it can last, with the option."""
        return self.initial_months + self.option_months

    @property
    def cost(self) -> Cost:
        """What its lines come to."""
        return sum((line.cost for line in self.lines.all()), Cost())

    @property
    def total(self) -> Decimal:
        """What its lines come to over the whole time, with the option."""
        return self.cost.over(self.months)

    @property
    def more_than_before(self) -> Decimal | None:
        """What an amendment adds to the total cost."""
        return self.total - self.amends.total if self.amends else None

    @property
    def extra_lines(self):
        """What is bought besides the solution itself."""
        return self.lines.filter(is_main=False)

    def set_end(self) -> None:
        """Reckon the last day anew."""
        option = self.option_months if self.option_used_on else 0
        if self.starts_on:
            self.ends_on = last_day(self.starts_on, self.initial_months + option)

    def copy_as_revision(self, by) -> "Contract":
        """A draft with the same lines and recipients, which amends this one."""
        known = Contract.objects.filter(number=self.number)
        newest = known.aggregate(newest=Max("revision"))["newest"]
        copied = {name: getattr(self, name) for name in COPIED}
        draft = Contract.objects.create(**copied, revision=newest + 1, amends=self)
        for row in [*self.lines.all(), *self.recipients.all()]:
            row.pk, row.contract, row._state.adding = None, draft, True
            row.save()
        Event.objects.write(draft, Event.CREATED, by, moved=("", draft.status))
        return draft
