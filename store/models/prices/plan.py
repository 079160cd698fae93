"""Price plans: what a listing, its add-ons and its services cost."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.actor import SYSTEM
from marketplace.clock import db_today
from marketplace.lifecycle import Lifecycle, StepRefused, Unmet, guard, status_field, step
from marketplace.models import Organisation
from marketplace.policy import machine
from store import policy

from ..listing import Listing
from .cost import Period, Tiering
from .tag import About, CountedBy, PriceTag

LAST = _("Publiser en ny prisplan først, eller velg «Pris på forespørsel» på oppføringen.")
OF_SOLUTION = (CountedBy.FIXED, CountedBy.INHABITANT, CountedBy.USER)


@guard(_("Skriv minst én pris."), link=lambda plan, actor: plan.edit_url)
def has_scale(plan, actor) -> bool:
    """There is a price; the database refuses a scale that does not begin at one."""
    return plan.tiers.exists()


@guard(_("Oppføringen er avsluttet."))
def is_for_sale(plan, actor) -> bool:
    """What is no longer sold gets no new price."""
    return plan.listing.status != Listing.Status.RETIRED


@guard(LAST)
def leaves_a_price(plan, actor) -> bool:
    """Seen before anybody presses; `withdraw` asks again while the listing is locked."""
    return not is_the_last_price(plan)


class PricePlanQuerySet(models.QuerySet):
    """Named ways to reach price plans."""

    def visible_to(self, user) -> "PricePlanQuerySet":
        """What has been published is seen with its listing; drafts by the supplier and FKJ."""
        mine = Organisation.objects.of(user)
        if mine.include_fkj():
            return self
        shown = Q(listing__in=Listing.objects.visible_to(user)) & ~Q(status="draft")
        return self.filter(shown | Q(listing__application__supplier__in=mine))

    def published(self) -> "PricePlanQuerySet":
        """Those that are published, also those that begin later."""
        return self.filter(status=PricePlan.Status.PUBLISHED)

    def in_force(self) -> "PricePlanQuerySet":
        """Those that apply today, by the database's calendar."""
        return self.published().filter(valid_from__lte=TruncDate(Now()))

    def of_solutions(self) -> "PricePlanQuerySet":
        """Prices of the solution itself, not of what goes with it."""
        return self.filter(about=About.SOLUTION)

    def beginning(self) -> "PricePlanQuerySet":
        """Those that apply now while what they replace still stands."""
        return self.in_force().filter(replaces__status=PricePlan.Status.PUBLISHED)

    def unstated(self) -> "PricePlanQuerySet":
        """Those that apply now and that the listing does not say yet."""
        said = Func(Value("pk"), F("pk"), function="jsonb_build_object")
        many = Func(said, function="jsonb_build_array", output_field=models.JSONField())
        return self.in_force().annotate(said=many).exclude(listing__prices__contains=F("said"))


class PricePlan(Lifecycle):
    """Prisplan: what a listing, an add-on or a service costs. Published, it never changes."""

    noun = "prisplan"
    named_with = ("listing__application",)
    belongs_to = ("listing__application__supplier",)

    class Status(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        PUBLISHED = "published", _("Publisert")
        WITHDRAWN = "withdrawn", _("Trukket")

    listing = models.ForeignKey(
        Listing, on_delete=models.PROTECT, related_name="plans", verbose_name=_("oppføring")
    )
    about = models.CharField(_("gjelder"), max_length=10, choices=About, default=About.SOLUTION)
    name = models.CharField(_("navn"), max_length=120)
    description = models.TextField(_("hva som er med"), max_length=2000, blank=True)
    counted_by = models.CharField(
        _("telles etter"), max_length=12, choices=CountedBy, default=CountedBy.FIXED
    )
    tiering = models.CharField(
        _("prisberegning"), max_length=12, choices=Tiering, default=Tiering.FLAT
    )
    period = models.CharField(_("betales"), max_length=10, choices=Period, default=Period.YEAR)
    valid_from = models.DateField(_("gjelder fra"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("erstatter"),
    )
    place = models.PositiveSmallIntegerField(_("rekkefølge"), default=1, editable=False)
    status = status_field(Status, Status.DRAFT)

    objects = PricePlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("prisplan")
        verbose_name_plural = _("prisplaner")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_fixed_price_has_no_tiers",
                condition=~Q(counted_by="fixed") | Q(tiering="flat"),
            ),
            models.CheckConstraint(
                name="a_solution_is_not_sold_by_the_hour",
                condition=~Q(about="solution") | Q(counted_by__in=OF_SOLUTION),
            ),
            models.CheckConstraint(
                name="a_published_price_has_a_first_day",
                condition=Q(status="draft") | Q(valid_from__isnull=False) | Q(status="withdrawn"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing}: {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("store:plan", args=[self.pk])

    @property
    def edit_url(self) -> str:
        """Where a draft is put right."""
        return reverse("store:plan_edit", args=[self.pk])

    @property
    def tag(self) -> PriceTag:
        """The plan as something to reckon with."""
        scale = tuple((tier.start, tier.price) for tier in self.tiers.all())
        told = {"pk": self.pk, "about": self.about, "name": self.name}
        words = {"description": self.description, "scale": scale}
        return PriceTag(self.counted_by, self.tiering, self.period, **told, **words)

    @step(
        Status.DRAFT,
        to=Status.PUBLISHED,
        who=policy.supplies,
        label=_("Publiser prisen"),
        done=_("Prisen er publisert"),
        needs=[has_scale, is_for_sale],
        confirm=_("En publisert pris kan ikke endres. Skal den bli en annen, lager dere en ny."),
        then=lambda plan: begin(plan.listing),
    )
    def publish(self, by):
        """State the price; it applies from today or later."""
        hold(self.listing)
        self.valid_from = max(self.valid_from or db_today(), db_today())

    @step(
        [Status.DRAFT, Status.PUBLISHED],
        to=Status.WITHDRAWN,
        who=policy.supplies,
        label=_("Trekk prisen"),
        done=_("Prisen er trukket"),
        needs=[leaves_a_price],
        then=lambda plan: restate(plan.listing),
        primary=False,
    )
    def withdraw(self, by):
        """No longer offered; contracts that were made on it keep it."""
        hold(self.listing)
        if is_the_last_price(self):
            raise StepRefused([Unmet(LAST)])

    @step(
        Status.PUBLISHED,
        to=Status.WITHDRAWN,
        who=machine,
        label=_("Erstatt prisen"),
        done=_("Prisen er erstattet av en ny"),
    )
    def give_way(self, by):
        """The plan that replaces it has begun."""


class PriceTier(models.Model):
    """Pristrinn: the price from so many and up to where the next tier begins."""

    plan = models.ForeignKey(
        PricePlan, on_delete=models.CASCADE, related_name="tiers", verbose_name=_("prisplan")
    )
    start = models.PositiveIntegerField(_("fra og med antall"), default=1)
    price = models.DecimalField(
        _("pris i kroner uten mva."),
        max_digits=14,
        decimal_places=4,
        validators=[MinValueValidator(Decimal(0))],
    )

    class Meta:
        verbose_name = _("pristrinn")
        verbose_name_plural = _("pristrinn")
        ordering = ["plan", "start"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "start"], name="one_tier_at_each_start"),
            models.CheckConstraint(name="a_price_is_not_negative", condition=Q(price__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.start}: {self.price}"


def hold(listing: Listing) -> None:
    """Lock the listing: two of its prices cannot be withdrawn at the same time."""
    Listing.objects.select_for_update().only("pk").get(pk=listing.pk)


def is_the_last_price(plan: PricePlan) -> bool:
    """Tell whether a listing that is for sale would have no price without the plan."""
    stands = plan.status == PricePlan.Status.PUBLISHED and plan.about == About.SOLUTION
    now = Listing.objects.values("status", "price_model").get(pk=plan.listing_id)
    is_asked = now["price_model"] == Listing.PriceModel.ON_REQUEST
    if not stands or is_asked or now["status"] not in Listing.SHOWN:
        return False
    others = PricePlan.objects.in_force().of_solutions().filter(listing=plan.listing_id)
    return not others.exclude(pk=plan.pk).exists()


@transaction.atomic
def begin(listing: Listing) -> None:
    """Let what is replaced give way to what has begun, and state the prices anew."""
    hold(listing)
    for beginning in PricePlan.objects.beginning().filter(listing=listing):
        beginning.replaces.give_way(by=SYSTEM)
    restate(listing)


def restate(listing: Listing) -> None:
    """Build the listing's read model of its prices; can always be run again from the plans."""
    plans = listing.plans.in_force().order_by("about", "place", "pk").prefetch_related("tiers")
    tags = [plan.tag for plan in plans]
    listing.prices = [tag.as_json() for tag in tags]
    listing.take_headline(next((tag for tag in tags if tag.about == About.SOLUTION), None))
    Listing.objects.filter(pk=listing.pk).update(
        prices=listing.prices,
        price_model=listing.price_model,
        price=listing.price,
        period=listing.period,
    )
