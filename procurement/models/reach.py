"""Named ways to reach joint procurements."""

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Now, TruncDate

from marketplace.models import Organisation, Role
from procurement import policy

from .commitment import Commitment
from .status import EVALUATING, Status


class JointProcurementQuerySet(models.QuerySet):
    """Named ways to reach joint procurements."""

    def announced(self) -> "JointProcurementQuerySet":
        """Those that have been published, whatever came of them."""
        return self.filter(published_at__isnull=False)

    def past_deadline(self) -> "JointProcurementQuerySet":
        """Published ones that should be closed now."""
        return self.filter(status=Status.PUBLISHED, deadline__lte=Now())

    def with_parties(self) -> "JointProcurementQuerySet":
        """Add how many take part in each."""
        return self.annotate(parties=Count("commitments")).order_by("-pk")

    def committed_by(self, organisations) -> "JointProcurementQuerySet":
        """Those that one of the organisations takes part in."""
        commitments = Commitment.objects.filter(organisation__in=organisations)
        return self.filter(pk__in=commitments.values("procurement"))

    def visible_to(self, user) -> "JointProcurementQuerySet":
        """Everybody sees what is published; before that FKJ, and municipalities that may join."""
        mine = Organisation.objects.of(user)
        if mine.include_fkj():
            return self
        open_to = Q(published_at__isnull=False)
        if mine.filter(kind__in=policy.MUNICIPAL).exists():
            open_to |= Q(status=Status.REVIEWED)
            open_to |= Q(pk__in=self.model.objects.committed_by(mine).values("pk"))
        return self.filter(open_to)

    def waiting_for(self, actor) -> "JointProcurementQuerySet":
        """Those where the actor has the next move."""
        if actor.is_fkj:
            return self.filter(waits_for_fkj(actor))
        if not policy.commits(actor):
            return self.none()
        signed = self.filter(basis__signatures__organisation__in=actor.reach).values("pk")
        stands_behind = self.filter(status=Status.REVIEWED, pk__in=signed)
        return stands_behind.exclude(commitments__organisation__in=actor.reach)


def waits_for_fkj(actor) -> Q:
    """What FKJ's own people have on their table."""
    waits = Q(pk__in=[])
    if policy.checks_draft(actor):
        waits |= Q(status=Status.DRAFT)
    if actor.holds(Role.PROCUREMENT_OFFICER):
        waits |= Q(status__in=[Status.REVIEWED, *EVALUATING])
        waits |= Q(status=Status.PUBLISHED, deadline__lte=Now())
        waits |= Q(status=Status.STANDSTILL, standstill_until__lt=TruncDate(Now()))
    return waits
