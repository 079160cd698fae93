"""What can be done with a contract until the supplier has answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_now
from marketplace.forms import Pick, reason
from marketplace.lifecycle import step
from participation.models import accepted_terms
from store import policy

from . import ceiling
from .conditions import LAWFUL, has_extra_lines, supplier_is_active
from .status import Status


class Ordered(models.Model):
    """Bestilling: the steps from draft to the supplier's yes."""

    class Meta:
        abstract = True

    @step(
        Status.DRAFT,
        to=Status.INTERNAL_APPROVAL,
        who=policy.buys,
        label=_("Send til intern godkjenning"),
        done=_("Sendt til intern godkjenning"),
        needs=LAWFUL,
    )
    def request_approval(self, by):
        """Ask the one who can bind the municipality."""
        self.declined_at = None

    @step(
        Status.DRAFT,
        who=policy.buys,
        label=_("Fjern en linje"),
        done=_("En linje er fjernet"),
        needs=[has_extra_lines],
        asks={"line": Pick(_("Linje"), lambda contract, actor: contract.extra_lines)},
        primary=False,
    )
    def remove_line(self, by, line):
        """Take an add-on or a service out of the draft."""
        line.delete()

    @step(
        Status.DRAFT,
        to=Status.CANCELLED,
        who=policy.buys,
        label=_("Forkast utkastet"),
        done=_("Utkastet er forkastet"),
        confirm=_("Utkastet kan ikke hentes fram igjen."),
        primary=False,
    )
    def discard(self, by):
        """It came to nothing."""

    @step(
        Status.INTERNAL_APPROVAL,
        to=Status.SENT,
        who=policy.approves,
        label=_("Godkjenn og send til leverandøren"),
        done=_("Godkjent og sendt til leverandøren"),
        needs=LAWFUL,
        confirm=_("Bestillingen sendes til leverandøren og trekkes fra rammen."),
    )
    def approve_and_send(self, by):
        """Order it; the framework's ceiling is checked while the agreement is locked."""
        ceiling.reserve(self)
        self.sent_at = db_now()

    @step(
        Status.INTERNAL_APPROVAL,
        to=Status.DRAFT,
        who=policy.approves,
        label=_("Send tilbake til utkast"),
        done=_("Sendt tilbake til utkast"),
        asks={"note": reason(_("Hva må endres?"))},
        primary=False,
    )
    def return_to_draft(self, by, note):
        """Something must be put right first."""

    @step(
        Status.SENT,
        to=Status.CONFIRMED,
        who=policy.supplies,
        label=_("Bekreft bestillingen"),
        done=_("Bestillingen er bekreftet"),
        needs=[accepted_terms, supplier_is_active],
    )
    def confirm(self, by):
        """The supplier will deliver."""

    @step(
        Status.SENT,
        to=Status.DRAFT,
        who=policy.supplies,
        label=_("Avslå bestillingen"),
        done=_("Bestillingen er avslått"),
        asks={"note": reason()},
        primary=False,
    )
    def decline(self, by, note):
        """The supplier says no; the buyer may change the draft and send it again."""
        self.declined_at, self.sent_at = db_now(), None
