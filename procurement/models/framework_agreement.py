"""Framework agreements: what a joint procurement ends in, and what the store calls off from."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.actor import SYSTEM
from marketplace.clock import db_now, db_today
from marketplace.forms import reason
from marketplace.lifecycle import Lifecycle, guard, status_field, step
from marketplace.models import Organisation
from participation.models import accepted_terms
from procurement import policy


@guard(_("Leverandøren har allerede signert."))
def supplier_has_not_signed(agreement, actor) -> bool:
    """One signature from each side."""
    return agreement.supplier_signed_at is None


@guard(_("FKJ har allerede signert."))
def fkj_has_not_signed(agreement, actor) -> bool:
    """One signature from each side."""
    return agreement.fkj_signed_at is None


@guard(_("Siste dag i avtalen er ikke over."))
def is_past_its_end(agreement, actor) -> bool:
    """The term is over, by the database's calendar."""
    return db_today() > agreement.ends_on


class FrameworkAgreementQuerySet(models.QuerySet):
    """Named ways to reach framework agreements."""

    def signed(self) -> "FrameworkAgreementQuerySet":
        """Those that both sides have signed."""
        return self.filter(supplier_signed_at__isnull=False, fkj_signed_at__isnull=False)

    def active(self) -> "FrameworkAgreementQuerySet":
        """Those that can be called off from today."""
        today = TruncDate(Now())
        return self.filter(
            status=FrameworkAgreement.Status.ACTIVE, starts_on__lte=today, ends_on__gte=today
        )

    def usable_by(self, organisation) -> "FrameworkAgreementQuerySet":
        """Active ones that the organisation, or one it has taken over, is a party to.

        Nobody joins after publication.
        """
        parties = Organisation.objects.held_by(organisation)
        joined = self.filter(procurement__commitments__organisation__in=parties)
        return self.active().filter(pk__in=joined.values("pk"))

    def past_end(self) -> "FrameworkAgreementQuerySet":
        """Those that should be marked as expired now."""
        status = FrameworkAgreement.Status
        return self.filter(
            status__in=[status.ACTIVE, status.SUSPENDED], ends_on__lt=TruncDate(Now())
        )

    def visible_to(self, user) -> "FrameworkAgreementQuerySet":
        """Everybody sees what is signed; before that FKJ, the supplier and the participants."""
        mine = Organisation.objects.of(user)
        if mine.include_fkj():
            return self
        signed = Q(supplier_signed_at__isnull=False, fkj_signed_at__isnull=False)
        party = Q(pk__in=self.filter(procurement__commitments__organisation__in=mine).values("pk"))
        return self.filter(signed | party | Q(supplier__in=mine))

    def waiting_for(self, actor) -> "FrameworkAgreementQuerySet":
        """Those that wait for the actor's signature."""
        waiting = self.filter(status=FrameworkAgreement.Status.AWAITING_SIGNATURES)
        if policy.signs_for_fkj(actor):
            return waiting.filter(fkj_signed_at__isnull=True)
        if policy.may_offer(actor):
            return waiting.filter(supplier__in=actor.reach, supplier_signed_at__isnull=True)
        return self.none()


class FrameworkAgreement(Lifecycle):
    """Rammeavtale: what the participants may call off, from whom, until when and up to how much."""

    noun = "rammeavtale"
    named_with = ("procurement", "supplier")
    belongs_to = ("supplier", "procurement__owner")
    heard_through = ("procurement",)
    decisive = ("active", "suspended", "terminated", "expired", "exhausted")

    class Status(models.TextChoices):
        AWAITING_SIGNATURES = "awaiting_signatures", _("Venter på signaturer")
        ACTIVE = "active", _("Aktiv")
        EXPIRED = "expired", _("Utløpt")
        EXHAUSTED = "exhausted", _("Oppbrukt")
        SUSPENDED = "suspended", _("Suspendert")
        TERMINATED = "terminated", _("Sagt opp")

    procurement = models.ForeignKey(
        "procurement.JointProcurement",
        on_delete=models.PROTECT,
        related_name="agreements",
        verbose_name=_("felleskjøp"),
    )
    supplier = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="agreements",
        verbose_name=_("leverandør"),
    )
    offer = models.OneToOneField(
        "procurement.Offer",
        on_delete=models.PROTECT,
        related_name="agreement",
        verbose_name=_("tilbud"),
    )
    max_value = models.DecimalField(
        _("største samlede verdi (kroner uten mva.)"), max_digits=14, decimal_places=2
    )
    starts_on = models.DateField(_("gjelder fra"))
    ends_on = models.DateField(_("gjelder til og med"))
    supplier_signed_by = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("signert for leverandøren"),
    )
    supplier_signed_at = models.DateTimeField(_("leverandøren signerte"), null=True, editable=False)
    fkj_signed_by = models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("signert for FKJ"),
    )
    fkj_signed_at = models.DateTimeField(_("FKJ signerte"), null=True, editable=False)
    status = status_field(Status, Status.AWAITING_SIGNATURES)

    objects = FrameworkAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("rammeavtale")
        verbose_name_plural = _("rammeavtaler")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="agreement_ends_after_start", condition=Q(ends_on__gt=models.F("starts_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.procurement.title} – {self.supplier}"

    def get_absolute_url(self) -> str:
        return reverse("procurement:agreement", args=[self.pk])

    @property
    def due_on(self):
        """Both must have signed before the first day."""
        return self.starts_on

    @property
    def parties(self):
        """The commitments of those who may call off."""
        return self.procurement.commitments.select_related("organisation")

    @property
    def is_signed(self) -> bool:
        """Tell whether both names are under it."""
        return self.supplier_signed_at is not None and self.fkj_signed_at is not None

    def start_when_signed(self) -> None:
        """Both have signed: it applies from now on."""
        if self.is_signed:
            self.activate(by=SYSTEM)

    @step(
        Status.AWAITING_SIGNATURES,
        who=policy.offers,
        label=_("Signer for leverandøren"),
        done=_("Signert for leverandøren"),
        needs=[accepted_terms, supplier_has_not_signed],
        confirm=_("Leverandøren er bundet av rammeavtalen når begge parter har signert."),
        then=start_when_signed,
        sensitive=True,
    )
    def sign_as_supplier(self, by):
        """The supplier's name under it."""
        self.supplier_signed_by, self.supplier_signed_at = by.user, db_now()

    @step(
        Status.AWAITING_SIGNATURES,
        who=policy.signs_for_fkj,
        label=_("Signer for FKJ"),
        done=_("Signert for FKJ"),
        needs=[fkj_has_not_signed],
        confirm=_("Kommunene kan gjøre avrop når begge parter har signert."),
        then=start_when_signed,
        sensitive=True,
    )
    def sign_as_fkj(self, by):
        """FKJ's name under it, on behalf of the participants."""
        self.fkj_signed_by, self.fkj_signed_at = by.user, db_now()

    @step(
        Status.AWAITING_SIGNATURES,
        to=Status.ACTIVE,
        who=policy.machine,
        label=_("Signert av begge parter"),
        done=_("Signert av begge parter"),
    )
    def activate(self, by):
        """Both have signed."""

    @step(
        Status.ACTIVE,
        to=Status.SUSPENDED,
        who=policy.signs_for_fkj,
        label=_("Suspender"),
        done=_("Suspendert"),
        asks={"note": reason()},
        confirm=_("Kommunene kan ikke gjøre nye avrop før suspensjonen er opphevet."),
        primary=False,
        sensitive=True,
    )
    def suspend(self, by, note):
        """No call-offs for a time."""

    @step(
        Status.SUSPENDED,
        to=Status.ACTIVE,
        who=policy.signs_for_fkj,
        label=_("Opphev suspensjon"),
        done=_("Suspensjonen er opphevet"),
    )
    def resume(self, by):
        """Call-offs are open again."""

    @step(
        [Status.AWAITING_SIGNATURES, Status.ACTIVE, Status.SUSPENDED],
        to=Status.TERMINATED,
        who=policy.signs_for_fkj,
        label=_("Si opp avtalen"),
        done=_("Avtalen er sagt opp"),
        asks={"note": reason()},
        confirm=_("Avtalen avsluttes for godt. Kontrakter som er inngått, løper videre."),
        primary=False,
    )
    def terminate(self, by, note):
        """End it before its time."""

    @step(
        Status.ACTIVE,
        to=Status.EXHAUSTED,
        who=policy.machine,
        label=_("Oppbrukt"),
        done=_("Oppbrukt"),
    )
    def exhaust(self, by):
        """The largest total value is called off."""

    @step(
        [Status.ACTIVE, Status.SUSPENDED],
        to=Status.EXPIRED,
        who=policy.machine,
        label=_("Utløpt"),
        done=_("Utløpt"),
        needs=[is_past_its_end],
    )
    def expire(self, by):
        """The last day has passed."""
