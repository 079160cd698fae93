"""How a collaboration begins, rests and is given up."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from innovation import policy
from marketplace.actor import SYSTEM
from marketplace.forms import reason
from marketplace.lifecycle import lock, step
from participation.models import accepted_terms

from ..needs.need import Need
from .conditions import (
    has_core_team,
    has_open_need,
    has_two_municipalities,
)
from .status import WorkStatus as Status


class Forming(models.Model):
    """I gang: started, paused, taken up again, aborted."""

    class Meta:
        abstract = True

    def _take_need_in(self) -> None:
        """Mark the need as worked on, unless another collaboration has done so."""
        lock(self.need)
        if self.need.status == Need.Status.PUBLISHED:
            self.need.attach(by=SYSTEM)

    @step(
        Status.FORMING,
        to=Status.ACTIVE,
        who=policy.leads,
        label=_("Start samarbeidet"),
        done=_("Samarbeidet startet"),
        needs=[accepted_terms, has_open_need, has_two_municipalities, has_core_team],
    )
    def start(self, by):
        """The core team begins; the need is taken into the work."""
        self._take_need_in()

    @step(
        [Status.FORMING, Status.ACTIVE],
        to=Status.PAUSED,
        who=policy.leads_or_facilitates,
        label=_("Sett på pause"),
        done=_("Satt på pause"),
        asks={"note": reason()},
        primary=False,
    )
    def pause(self, by, note):
        """Stop for a time."""

    @step(
        Status.PAUSED,
        to=Status.ACTIVE,
        who=policy.leads_or_facilitates,
        label=_("Gjenoppta"),
        done=_("Gjenopptatt"),
        needs=[accepted_terms, has_open_need, has_two_municipalities, has_core_team],
    )
    def resume(self, by):
        """Go on."""
        self._take_need_in()

    @step(
        [Status.FORMING, Status.ACTIVE, Status.CONTROL, Status.APPROVAL, Status.PAUSED],
        to=Status.ABORTED,
        who=policy.leads_or_facilitates,
        label=_("Avbryt"),
        done=_("Avbrutt"),
        asks={"note": reason()},
        confirm=_("Samarbeidet avsluttes uten felles behovsgrunnlag. Dette kan ikke angres."),
        primary=False,
    )
    def abort(self, by, note):
        """Give up; the need is free for others."""
        others = self.need.collaborations.holding_need().exclude(pk=self.pk)
        if self.need.status == Need.Status.IN_COLLABORATION and not others.exists():
            self.need.release(by=SYSTEM)
