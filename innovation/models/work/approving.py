"""How a collaboration comes to a felles behovsgrunnlag that all stand behind."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from innovation import policy
from marketplace.actor import SYSTEM
from marketplace.forms import reason
from marketplace.lifecycle import step
from participation.models import accepted_terms

from ..bases import basis
from .conditions import (
    finished_tracks,
)
from .status import WorkStatus as Status


class Approving(models.Model):
    """Til godkjenning: control, signatures, handed over, a new version."""

    class Meta:
        abstract = True

    @step(
        Status.ACTIVE,
        to=Status.CONTROL,
        who=policy.leads,
        label=_("Send til kontroll"),
        done=_("Sendt til kontroll"),
        needs=[accepted_terms, finished_tracks],
    )
    def send_to_control(self, by):
        """All four circles have done their part."""

    @step(
        Status.CONTROL,
        to=Status.APPROVAL,
        who=policy.facilitates,
        label=_("Legg fram til godkjenning"),
        done=_("Lagt fram til godkjenning"),
        needs=[basis.has_complete_checklist],
    )
    def submit_for_approval(self, by):
        """Freeze the felles behovsgrunnlag that the municipalities sign."""
        basis.freeze(self, by)

    @step(
        Status.CONTROL,
        to=Status.ACTIVE,
        who=policy.facilitates,
        label=_("Send tilbake"),
        done=_("Sendt tilbake"),
        asks={"note": reason(_("Hva mangler?"))},
        primary=False,
    )
    def return_to_work(self, by, note):
        """Something on the checklist is not in place."""

    @step(
        Status.APPROVAL,
        who=policy.signs,
        label=_("Godkjenn for kommunen"),
        done=_("Godkjent for kommunen"),
        needs=[accepted_terms, basis.has_not_signed],
        confirm=_("Kommunen slutter seg til felles behovsgrunnlag slik det står nå."),
        then=lambda work: work.approve(by=SYSTEM) if basis.is_reached(work) else None,
    )
    def sign(self, by):
        """One municipality stands behind this version."""
        basis.sign(self, by)

    @step(
        Status.APPROVAL,
        to=Status.ACTIVE,
        who=policy.signs,
        label=_("Meld innvending"),
        done=_("Innvending meldt"),
        asks={"note": reason(_("Hva må endres?"))},
        primary=False,
    )
    def object(self, by, note):
        """One objection opens the work again."""

    @step(
        Status.APPROVAL,
        to=Status.APPROVED,
        who=policy.machine,
        label=_("Felles behovsgrunnlag godkjent"),
        done=_("Felles behovsgrunnlag godkjent"),
    )
    def approve(self, by):
        """Enough municipalities have signed."""

    @step(
        Status.APPROVED,
        to=Status.HANDED_OVER,
        who=policy.facilitates,
        label=_("Overlever til Felleskjøp"),
        done=_("Overlevert til Felleskjøp"),
    )
    def hand_over(self, by):
        """The basis goes on to procurement or development."""

    @step(
        Status.APPROVED,
        to=Status.ACTIVE,
        who=policy.leads,
        label=_("Åpne for ny versjon"),
        needs=[accepted_terms],
        done=_("Åpnet for ny versjon"),
        asks={"note": reason(_("Hvorfor trengs en ny versjon?"))},
        primary=False,
    )
    def reopen(self, by, note):
        """Version N stays as it is; work on N+1 begins."""

    @step(
        Status.HANDED_OVER,
        to=Status.CLOSED,
        who=policy.leads_or_facilitates,
        label=_("Avslutt"),
        done=_("Avsluttet"),
    )
    def close(self, by):
        """The work is done."""
