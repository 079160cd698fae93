"""Joint procurements: one competition on behalf of several municipalities."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.actor import SYSTEM
from marketplace.clock import db_now, db_today, months_after
from marketplace.forms import Pick, reason
from marketplace.lifecycle import Lifecycle, status_field, step
from marketplace.models import Organisation
from marketplace.writing import Written
from procurement import policy

from . import readiness
from .announced import Announced, Announcement
from .conducted import Conducted
from .drafted import Drafted
from .framework_agreement import FrameworkAgreement
from .offer import Offer
from .reach import JointProcurementQuerySet
from .status import BEFORE_CONTRACT, ProcurementStatus


class JointProcurement(Drafted, Written, Announced, Conducted, Lifecycle):
    """Felleskjøp: participants are frozen at publication, and only they may call off later."""

    noun = "felleskjop"
    belongs_to = ("owner", "commitments__organisation")
    attaches = policy.documents_procurement
    Status = ProcurementStatus

    owner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="procurements", verbose_name=_("eier")
    )
    status = status_field(ProcurementStatus, ProcurementStatus.DRAFT)

    objects = JointProcurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("felleskjøp")
        verbose_name_plural = _("felleskjøp")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="max_value_covers_estimate",
                condition=Q(max_value__gte=F("estimated_value")),
                violation_error_message=_(
                    "Største samlede verdi kan ikke være lavere enn anslått verdi."
                ),
            ),
            models.CheckConstraint(
                name="opened_by_two_persons", condition=~Q(opened_by=F("opening_approved_by"))
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("procurement:procurement", args=[self.pk])

    @step(
        Status.REVIEWED,
        to=Status.PUBLISHED,
        who=policy.buys_jointly,
        label=_("Kunngjør"),
        done=_("Kunngjort"),
        needs=[
            readiness.is_published_by_another,
            readiness.has_participants,
            readiness.has_values,
            readiness.has_lawful_term,
            readiness.weights_sum_to_hundred,
            readiness.has_deadline_ahead,
            readiness.has_basis_or_reason,
        ],
        confirm=_("Deltakere, kriterier og vilkår låses. De kan ikke endres etter kunngjøringen."),
    )
    def publish(self, by):
        """Freeze what is announced; from now on suppliers can offer."""
        self.published_at = db_now()
        Announcement.freeze(self, by)

    @step(
        Status.PUBLISHED,
        to=Status.CLOSED,
        who=policy.closes,
        label=_("Lukk for tilbud"),
        done=_("Lukket for tilbud"),
        needs=[readiness.deadline_has_passed],
    )
    def close(self, by):
        """The deadline has passed."""

    @step(
        Status.CLOSED,
        who=policy.opens,
        label=_("Godkjenn åpning"),
        done=_("Åpningen er godkjent"),
        needs=[readiness.opening_is_not_approved],
        confirm=_("En annen person må åpne tilbudene etterpå."),
        sensitive=True,
    )
    def approve_opening(self, by):
        """The first of the two persons."""
        self.opening_approved_by = by.user

    @step(
        Status.CLOSED,
        to=Status.OPENED,
        who=policy.opens,
        label=_("Åpne tilbudene"),
        done=_("Tilbudene er åpnet"),
        needs=[readiness.deadline_has_passed, readiness.is_opened_by_another],
        sensitive=True,
    )
    def open(self, by):
        """The second person breaks the seal; prices stay hidden."""
        self.opened_by, self.opened_at = by.user, db_now()
        for offer in self.offers.filter(status=Offer.Status.SUBMITTED):
            offer.unseal(by=SYSTEM)

    @step(
        Status.OPENED,
        to=Status.QUALIFICATION,
        who=policy.buys_jointly,
        label=_("Kontroller kvalifikasjoner"),
        done=_("Kontroll av kvalifikasjoner startet"),
        needs=[readiness.has_enough_offers],
    )
    def start_qualification(self, by):
        """Are the suppliers and their offers in order?"""

    @step(
        Status.QUALIFICATION,
        to=Status.QUALITY_INDIVIDUAL,
        who=policy.buys_jointly,
        label=_("Start vurdering av kvalitet"),
        done=_("Vurdering av kvalitet startet"),
    )
    def start_scoring(self, by):
        """Each evaluator gives points alone."""

    @step(
        Status.QUALITY_INDIVIDUAL,
        to=Status.QUALITY_CONSENSUS,
        who=policy.buys_jointly,
        label=_("Slå fast enighet om kvalitet"),
        done=_("Enighet om kvalitet slått fast"),
        needs=[readiness.is_fully_scored],
        confirm=_("Poengene kan ikke endres etterpå."),
    )
    def reach_consensus(self, by):
        """The points for quality stand before anybody has seen a price."""

    @step(
        Status.QUALITY_CONSENSUS,
        to=Status.PRICE_OPENED,
        who=policy.buys_jointly,
        label=_("Åpne prisene"),
        done=_("Prisene er åpnet"),
        confirm=_("Prisene blir synlige for dem som vurderer. Dette kan ikke angres."),
        sensitive=True,
    )
    def open_prices(self, by):
        """The second envelope."""
        self.prices_opened_at = db_now()

    @step(
        [Status.PRICE_OPENED, Status.RECOMMENDED],
        to=Status.RECOMMENDED,
        who=policy.buys_jointly,
        label=_("Innstill et tilbud"),
        done=_("Et tilbud er innstilt"),
        asks={
            "offer": Pick(_("Tilbud"), lambda thing, actor: thing.offers.received()),
            "note": reason(_("Begrunnelse for valget")),
        },
        sensitive=True,
    )
    def recommend(self, by, offer, note):
        """Say which offer is the best, and why; it can be reconsidered until it is notified."""
        self.awarded_offer, self.award_reason = offer, note

    @step(
        Status.RECOMMENDED,
        to=Status.AWARD_NOTIFIED,
        who=policy.buys_jointly,
        label=_("Meddel tildelingen"),
        done=_("Tildelingen er meddelt"),
        confirm=_("Alle som leverte tilbud, får vite resultatet samtidig."),
        sensitive=True,
    )
    def notify_award(self, by):
        """Everybody who offered is told at the same time."""
        for offer in self.offers.filter(status=Offer.Status.OPENED):
            settle = offer.award if offer.pk == self.awarded_offer_id else offer.pass_over
            settle(by=SYSTEM)

    @step(
        Status.AWARD_NOTIFIED,
        to=Status.STANDSTILL,
        who=policy.buys_jointly,
        label=_("Start karens"),
        done=_("Karensen har startet"),
    )
    def start_standstill(self, by):
        """The first day is tomorrow; the last one counts until midnight in Norway."""
        self.standstill_until = db_today() + timedelta(days=self.figure("standstill_days"))

    @step(
        [Status.AWARD_NOTIFIED, Status.STANDSTILL],
        to=Status.RECOMMENDED,
        who=policy.buys_jointly,
        label=_("Omgjør tildelingen"),
        done=_("Tildelingen er omgjort"),
        asks={"note": reason()},
        confirm=_("Tildelingen faller bort, og en ny må begrunnes og meddeles på nytt."),
        primary=False,
        sensitive=True,
    )
    def reverse_award(self, by, note):
        """The choice is open again; a new one is notified anew."""
        self.standstill_until = None
        for offer in self.offers.filter(status__in=Offer.SETTLED):
            offer.reconsider(by=SYSTEM)

    @step(
        Status.STANDSTILL,
        to=Status.CONTRACTED,
        who=policy.buys_jointly,
        label=_("Inngå rammeavtale"),
        done=_("Rammeavtale inngått"),
        needs=[readiness.standstill_is_over],
    )
    def contract(self, by):
        """Write the framework agreement that both sides sign."""
        starts = db_today()
        FrameworkAgreement.objects.create(
            procurement=self,
            supplier=self.awarded_offer.supplier,
            offer=self.awarded_offer,
            max_value=self.max_value,
            starts_on=starts,
            ends_on=months_after(starts, self.term_months) - timedelta(days=1),
        )

    @step(
        Status.CONTRACTED,
        to=Status.COMPLETED,
        who=policy.buys_jointly,
        label=_("Fullfør"),
        done=_("Fullført"),
        needs=[readiness.agreement_is_signed],
    )
    def complete(self, by):
        """The work is done; the agreement lives on."""

    @step(
        BEFORE_CONTRACT,
        to=Status.CANCELLED,
        who=policy.cancels,
        label=_("Avlys"),
        done=_("Avlyst"),
        asks={"note": reason()},
        confirm=_("Felleskjøpet avsluttes uten avtale. Dette kan ikke angres."),
        primary=False,
    )
    def cancel(self, by, note):
        """Stop before there is a contract; sealed offers stay sealed."""
