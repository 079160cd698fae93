"""Offers, sealed until two persons open them after the deadline."""

from datetime import datetime
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_now
from marketplace.lifecycle import Lifecycle, StepRefused, guard, status_field, step, unmet_guard
from marketplace.models import Event, Organisation
from marketplace.versions import Snapshot
from participation.models import accepted_terms
from participation.models.qualification import actor_is_qualified
from procurement import policy


@guard(_("Felleskjøpet må være kunngjort, og tilbudsfristen må ikke ha gått ut."))
def is_before_deadline(offer, actor) -> bool:
    """The database's clock decides, never the sender's."""
    return offer.procurement.takes_offers_at(db_now())


@guard(_("Pris og beskrivelse av løsningen må være fylt ut."), link=lambda o, actor: o.edit_url)
def is_filled_in(offer, actor) -> bool:
    """There is something to compare."""
    return offer.price is not None and bool(offer.solution)


class OfferQuerySet(models.QuerySet):
    """Named ways to reach offers."""

    def live(self) -> "OfferQuerySet":
        """Those that have not been withdrawn."""
        return self.exclude(status=Offer.Status.WITHDRAWN)

    def received(self) -> "OfferQuerySet":
        """Those that were in by the deadline."""
        return self.filter(status__in=[Offer.Status.SUBMITTED, *Offer.UNSEALED])

    def visible_to(self, user) -> "OfferQuerySet":
        """The supplier's own; FKJ's people only what has been opened."""
        mine = Organisation.objects.of(user)
        if mine.include_fkj():
            return self.filter(Q(status__in=Offer.UNSEALED) | Q(supplier__in=mine))
        return self.filter(supplier__in=mine)


class Offer(Lifecycle):
    """Tilbud: what a supplier offers. Sealed from everybody else until it is opened, and its
    price until quality is agreed on.

    The seal is in the queries and in `shown_price`; envelope encryption comes later.
    """

    noun = "tilbud"
    named_with = ("procurement", "supplier")
    belongs_to = ("supplier",)
    decisive = ("awarded", "not_awarded")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        SUBMITTED = "submitted", _("Levert")
        WITHDRAWN = "withdrawn", _("Trukket")
        OPENED = "opened", _("Åpnet")
        AWARDED = "awarded", _("Tildelt")
        NOT_AWARDED = "not_awarded", _("Ikke tildelt")

    SETTLED = (Status.AWARDED, Status.NOT_AWARDED)
    UNSEALED = (Status.OPENED, *SETTLED)

    procurement = models.ForeignKey(
        "procurement.JointProcurement",
        on_delete=models.PROTECT,
        related_name="offers",
        verbose_name=_("felleskjøp"),
    )
    supplier = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="offers",
        verbose_name=_("leverandør"),
    )
    application = models.ForeignKey(
        "verification.Application",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name=_("løsning"),
    )
    solution = models.TextField(_("beskrivelse av det dere tilbyr"), blank=True)
    price = models.DecimalField(
        _("samlet pris (kroner uten mva.)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    status = status_field(Status, Status.DRAFT)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("tilbud")
        verbose_name_plural = _("tilbud")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["procurement", "supplier"],
                condition=~Q(status="withdrawn"),
                name="one_live_offer",
            ),
            models.UniqueConstraint(
                fields=["procurement"], condition=Q(status="awarded"), name="one_awarded_offer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier}: {self.procurement}"

    def get_absolute_url(self) -> str:
        return reverse("procurement:offer", args=[self.pk])

    @property
    def edit_url(self) -> str:
        """Where the offer is written."""
        return reverse("procurement:offer_edit", args=[self.pk])

    def told_to(self, actor):
        """What has happened; that FKJ's evaluators write their points is FKJ's own."""
        events = super().told_to(actor)
        points = Q(step=Event.EDITED) & ~Q(organisation=self.supplier_id)
        return events if actor.is_fkj else events.exclude(points)

    def shown_price(self, actor) -> Decimal | None:
        """The price, for the supplier itself and for those who see it once prices are opened."""
        own = actor.acts_for(self.supplier_id)
        return self.price if own or self.procurement.prices_opened_at else None

    def content(self) -> dict:
        """What is handed in, and what the receipt's hash is made of."""
        return {
            "procurement": self.procurement_id,
            "supplier": self.supplier_id,
            "application": self.application_id,
            "solution": self.solution,
            "price": self.price,
        }

    @step(
        Status.DRAFT,
        to=Status.SUBMITTED,
        who=policy.offers,
        label=_("Lever tilbudet"),
        done=_("Tilbudet er levert"),
        needs=[accepted_terms, actor_is_qualified, is_filled_in, is_before_deadline],
    )
    def submit(self, by):
        """Hand it in: a frozen version whose hash and time are the receipt."""
        OfferVersion.freeze(self, by, at=moment_before_deadline(self, by))

    @step(
        Status.SUBMITTED,
        to=Status.DRAFT,
        who=policy.offers,
        label=_("Hent tilbake for å endre"),
        done=_("Hentet tilbake for å endres"),
        needs=[is_before_deadline],
        confirm=_("Tilbudet er ikke levert igjen før dere leverer det på nytt, innen fristen."),
        primary=False,
    )
    def take_back(self, by):
        """Change it before the deadline; what was handed in stays as a version."""
        moment_before_deadline(self, by)

    @step(
        [Status.DRAFT, Status.SUBMITTED],
        to=Status.WITHDRAWN,
        who=policy.offers,
        label=_("Trekk tilbudet"),
        done=_("Tilbudet er trukket"),
        needs=[is_before_deadline],
        confirm=_("Dere kan levere et nytt tilbud så lenge fristen ikke har gått ut."),
        primary=False,
    )
    def withdraw(self, by):
        """The supplier steps out."""
        moment_before_deadline(self, by)

    @step(Status.SUBMITTED, to=Status.OPENED, who=policy.machine, label=_("Åpnet"), done=_("Åpnet"))
    def unseal(self, by):
        """Two persons have opened the offers."""

    @step(
        Status.OPENED, to=Status.AWARDED, who=policy.machine, label=_("Tildelt"), done=_("Tildelt")
    )
    def award(self, by):
        """This offer was chosen."""

    @step(
        Status.OPENED,
        to=Status.NOT_AWARDED,
        who=policy.machine,
        label=_("Ikke tildelt"),
        done=_("Ikke tildelt"),
    )
    def pass_over(self, by):
        """Another offer was chosen."""

    @step(
        SETTLED,
        to=Status.OPENED,
        who=policy.machine,
        label=_("Tildelingen er omgjort"),
        done=_("Tildelingen ble omgjort"),
    )
    def reconsider(self, by):
        """The award was reversed; the choice is open again."""


class OfferVersion(Snapshot):
    """Tilbudsversjon: an offer as it was handed in; its hash and time are the receipt.

    Append-only, and as sealed as the offer: the content holds the price.
    """

    of = models.ForeignKey(
        Offer, on_delete=models.PROTECT, related_name="versions", verbose_name=_("tilbud")
    )

    class Meta(Snapshot.Meta):
        verbose_name = _("tilbudsversjon")
        verbose_name_plural = _("tilbudsversjoner")


def moment_before_deadline(offer: Offer, by) -> datetime:
    """Lock the procurement, then ask the clock: a guard alone could be overtaken by the deadline.

    The offer's own row is locked already. Opening locks the other way round, but only when the
    procurement is closed, and then the guard has refused before this waits.
    """
    offer.procurement.hold()
    now = db_now()
    if not offer.procurement.takes_offers_at(now):
        raise StepRefused([unmet_guard(is_before_deadline, offer, by)])
    return now
