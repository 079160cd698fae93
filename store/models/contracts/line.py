"""What a contract is made of: lines with prices, and who receives it when."""

from decimal import ROUND_DOWN, Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..prices.cost import Cost, Period, Tiering, falling_due
from ..prices.plan import PricePlan
from ..prices.tag import CountedBy, PriceTag, kroner
from .contract import Contract

FINEST = Decimal("0.0001")


def times(tag: PriceTag, quantity: int) -> int:
    """How many times the price of one is paid: a sum is paid once, whatever the number."""
    is_sum = tag.tiering == Tiering.SINGLE or tag.counted_by == CountedBy.FIXED
    return 1 if is_sum else quantity


def list_price_of(tag: PriceTag, quantity: int) -> Decimal:
    """The list price of one at this number; the mean when several tiers are added together."""
    cost = tag.cost(quantity)
    due = cost.one_off or (cost.yearly / 12 if tag.period == Period.MONTH else cost.yearly)
    # Rounded down, so that what is agreed can never come to more than the list.
    return (due / times(tag, quantity)).quantize(FINEST, ROUND_DOWN)


class ContractLine(models.Model):
    """Kontraktslinje: one price of the day, how many, and the price that is agreed."""

    contract = models.ForeignKey(
        Contract, on_delete=models.CASCADE, related_name="lines", verbose_name=_("kontrakt")
    )
    plan = models.ForeignKey(
        PricePlan,
        on_delete=models.PROTECT,
        null=True,
        related_name="contract_lines",
        verbose_name=_("pris i butikken"),
    )
    is_main = models.BooleanField(_("selve løsningen"), default=False, editable=False)
    name = models.CharField(_("hva"), max_length=200, editable=False)
    each = models.CharField(_("prisen gjelder"), max_length=60, editable=False)
    period = models.CharField(_("betales"), max_length=10, choices=Period, editable=False)
    quantity = models.PositiveIntegerField(
        _("antall"), validators=[MinValueValidator(1), MaxValueValidator(100_000_000)]
    )
    times = models.PositiveIntegerField(_("ganges med"), default=1, editable=False)
    list_price = models.DecimalField(
        _("listepris"), max_digits=14, decimal_places=4, null=True, editable=False
    )
    price = models.DecimalField(
        _("avtalt pris i kroner uten mva."),
        max_digits=14,
        decimal_places=4,
        validators=[MinValueValidator(Decimal(0))],
    )

    class Meta:
        verbose_name = _("kontraktslinje")
        verbose_name_plural = _("kontraktslinjer")
        ordering = ["contract", "-is_main", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract"], condition=Q(is_main=True), name="one_main_line"
            ),
            models.CheckConstraint(
                name="nobody_pays_more_than_the_list",
                condition=Q(list_price__isnull=True) | Q(price__lte=F("list_price")),
            ),
            models.CheckConstraint(name="agreed_price_is_not_negative", condition=Q(price__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.quantity} × {self.price_text}"

    @property
    def cost(self) -> Cost:
        """What the line comes to."""
        return falling_due(self.period, self.price * self.times)

    @property
    def price_text(self) -> str:
        """The agreed price in words."""
        return f"{kroner(self.price)} {self.each}".strip()

    @property
    def list_text(self) -> str:
        """The list price in words."""
        return str(_("På forespørsel")) if self.list_price is None else kroner(self.list_price)

    def take(self, plan: PricePlan | None, quantity: int) -> None:
        """Copy what the store says of the price today."""
        self.plan, self.quantity = plan, quantity
        if plan is None:
            return
        tag = plan.tag
        self.name, self.period, self.each = plan.name, plan.period, tag.each[:60]
        self.times, self.list_price = times(tag, quantity), list_price_of(tag, quantity)

    def content(self) -> dict:
        """What is frozen of it."""
        names = ("name", "each", "period", "quantity", "times", "list_price", "price", "plan_id")
        return {name: getattr(self, name) for name in names}


class Recipient(models.Model):
    """Mottaker: a unit or institution that the solution is delivered to, and when."""

    contract = models.ForeignKey(
        Contract, on_delete=models.CASCADE, related_name="recipients", verbose_name=_("kontrakt")
    )
    name = models.CharField(_("mottaker"), max_length=200)
    planned_on = models.DateField(_("planlagt levering"), null=True, blank=True)

    class Meta:
        verbose_name = _("mottaker")
        verbose_name_plural = _("mottakere")
        ordering = ["contract", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "name"], name="a_recipient_stands_once")
        ]

    def __str__(self) -> str:
        return self.name

    def content(self) -> dict:
        """What is frozen of it."""
        return {"name": self.name, "planned_on": self.planned_on}
