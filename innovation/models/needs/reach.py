"""Named ways to reach needs."""

from django.db import models
from django.db.models import Count, Q, Sum

from marketplace.models import Organisation, Role
from marketplace.models.standing import holder

from .status import NeedStatus


class NeedQuerySet(models.QuerySet):
    """Named ways to reach needs."""

    def visible_to(self, user) -> "NeedQuerySet":
        """Everybody reads what is proposed; drafts only by the owner."""
        mine = Q(owner__in=Organisation.objects.of(user))
        return self.filter(~Q(status=NeedStatus.DRAFT) | mine)

    def in_play(self) -> "NeedQuerySet":
        """Those that are neither drafts nor laid aside."""
        status = NeedStatus
        return self.exclude(
            status__in=[status.DRAFT, status.WITHDRAWN, status.ARCHIVED, status.MERGED]
        )

    def with_reach(self) -> "NeedQuerySet":
        """Add how many municipalities and inhabitants stand behind each."""
        return self.annotate(
            municipalities=Count(holder("endorsements__organisation"), distinct=True),
            inhabitants=Sum("endorsements__organisation__population"),
        )

    def waiting_for(self, actor) -> "NeedQuerySet":
        """Those where the actor has the next move."""
        status = NeedStatus
        if actor.is_fkj and actor.holds(Role.FACILITATOR):
            return self.filter(status=status.PRIORITISING)
        waits = [status.DRAFT] if actor.holds(Role.EDITOR) else []
        waits += [status.IDEA] if actor.holds(Role.APPROVER) else []
        return self.filter(owner__in=actor.reach, status__in=waits)
