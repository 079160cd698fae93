"""Named ways to reach collaborations."""

from django.db import models
from django.db.models import Q

from innovation import policy
from marketplace.models import Role

from .party import Party
from .status import WorkStatus


class CollaborationQuerySet(models.QuerySet):
    """Named ways to reach collaborations."""

    def holding_need(self) -> "CollaborationQuerySet":
        """Those that have taken their need in and not given it up."""
        status = WorkStatus
        return self.exclude(status__in=[status.FORMING, status.ABORTED])

    def visible_to(self, user) -> "CollaborationQuerySet":
        """Everybody may see who works on what."""
        return self

    def waiting_for(self, actor) -> "CollaborationQuerySet":
        """Those where the actor has the next move."""
        status = WorkStatus
        if actor.is_fkj:
            return (
                self.filter(status=status.CONTROL) if actor.holds(Role.FACILITATOR) else self.none()
            )
        leads = Q(lead__in=actor.reach, status__in=[status.FORMING, status.ACTIVE])
        signs = Q(
            status=status.APPROVAL,
            parties__in=Party.objects.confirmed().filter(organisation__in=actor.reach),
        ) & ~Q(versions__signatures__organisation__in=actor.reach)
        mine = leads if actor.holds(*policy.WRITERS) else Q(pk__in=[])
        return self.filter(mine | signs if actor.holds(*policy.BINDERS) else mine).distinct()
