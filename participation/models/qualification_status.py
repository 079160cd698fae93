"""Where a qualification stands, and the named ways to reach those that stand there."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from marketplace.models import Organisation, Role

from .expiry import horizon


class QualificationStatus(models.TextChoices):
    """Status: from the supplier's draft to FKJ's answer, and what may befall it afterwards."""

    DRAFT = "draft", _("Utkast")
    SUBMITTED = "submitted", _("Sendt inn")
    IN_REVIEW = "in_review", _("Til vurdering")
    NEEDS_CHANGES = "needs_changes", _("Må rettes")
    QUALIFIED = "qualified", _("Kvalifisert")
    REJECTED = "rejected", _("Avvist")
    EXPIRED = "expired", _("Utløpt")
    SUSPENDED = "suspended", _("Suspendert")
    REPLACED = "replaced", _("Erstattet")
    WITHDRAWN = "withdrawn", _("Trukket")


DRAFT, NEEDS_CHANGES = QualificationStatus.DRAFT, QualificationStatus.NEEDS_CHANGES
SUBMITTED, IN_REVIEW = QualificationStatus.SUBMITTED, QualificationStatus.IN_REVIEW
QUALIFIED, SUSPENDED = QualificationStatus.QUALIFIED, QualificationStatus.SUSPENDED
OPEN = (DRAFT, SUBMITTED, IN_REVIEW, NEEDS_CHANGES)
WITH_SUPPLIER = (DRAFT, NEEDS_CHANGES)
WITH_FKJ = (SUBMITTED, IN_REVIEW)
STANDING = (QUALIFIED, SUSPENDED)


class QualificationQuerySet(models.QuerySet):
    """Named ways to reach qualifications."""

    def valid(self) -> "QualificationQuerySet":
        """Those that let the supplier take part today."""
        return self.filter(status=QUALIFIED, valid_until__gte=TruncDate(Now()))

    def past_end(self) -> "QualificationQuerySet":
        """Those that should be marked as expired now."""
        return self.filter(status__in=STANDING, valid_until__lt=TruncDate(Now()))

    def running_out(self) -> "QualificationQuerySet":
        """Valid ones near their end, whose supplier has not sent in the next application."""
        sent_in = Exists(self._beside(WITH_FKJ))
        return self.valid().filter(~sent_in, valid_until__lte=horizon())

    def _beside(self, statuses):
        """The same supplier's other applications."""
        return self.model.objects.filter(supplier=OuterRef("supplier"), status__in=statuses)

    def in_queue(self) -> "QualificationQuerySet":
        """Those that wait for FKJ, the one that has waited longest first."""
        sent = self.model.versions.rel.related_model.objects.filter(of=OuterRef("pk"))
        newest = sent.order_by("-number").values("at")[:1]
        waiting = self.filter(status__in=WITH_FKJ).annotate(waiting_since=Subquery(newest))
        return waiting.order_by("waiting_since", "pk")

    def told_by(self, text: str) -> "QualificationQuerySet":
        """The ones whose certificate has this number, or whose answers give this hash."""
        told = "".join(text.split())
        by_hash = Q(versions__sha256=told.lower(), versions__number=F("round"))
        issued = self.filter(certificate__isnull=False)
        return issued.filter(Q(certificate__iexact=told) | by_hash).distinct()

    def visible_to(self, user) -> "QualificationQuerySet":
        """Everybody sees who is qualified; the supplier and FKJ see the rest."""
        mine = Organisation.objects.of(user)
        if mine.include_fkj():
            return self
        return self.filter(Q(status=QUALIFIED) | Q(supplier__in=mine))

    def waiting_for(self, actor) -> "QualificationQuerySet":
        """Those where the actor has the next move."""
        if actor.is_fkj:
            return self.filter(waiting_in_fkj(actor))
        mine = self.filter(supplier__in=actor.reach)
        to_renew = self.running_out().exclude(Exists(self._beside(WITH_SUPPLIER)))
        return mine.filter(Q(status__in=WITH_SUPPLIER) | Q(pk__in=to_renew.values("pk")))


def waiting_in_fkj(actor) -> Q:
    """A reviewer takes what is sent in and goes on with their own; an administrator approves."""
    waits = Q(pk__in=[])
    if actor.holds(Role.REVIEWER):
        waits |= Q(status=SUBMITTED) | Q(status=IN_REVIEW, reviewer=actor.user)
    if actor.holds(Role.ADMIN):
        waits |= Q(status=IN_REVIEW)
    return waits
