"""The road of a need from idea to published, and into a collaboration."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from innovation import policy
from marketplace.forms import reason
from marketplace.lifecycle import step
from participation.models import accepted_terms

from . import readiness
from .status import NeedStatus as Status
from .version import NeedVersion


class Road(models.Model):
    """Veien: proposed, prioritised, published, worked on."""

    class Meta:
        abstract = True

    @step(
        Status.DRAFT,
        to=Status.IDEA,
        who=policy.owner_edits,
        label=_("Foreslå"),
        done=_("Foreslått"),
        needs=[accepted_terms],
    )
    def propose(self, by):
        """Let everybody see it."""

    @step(
        Status.IDEA,
        to=Status.PRIORITISING,
        who=policy.owner_or_facilitator,
        label=_("Prioriter"),
        done=_("Tatt opp til prioritering"),
        needs=[accepted_terms, *readiness.TO_PRIORITISE],
    )
    def prioritise(self, by):
        """Ask other municipalities whether they need the same."""

    @step(
        Status.PRIORITISING,
        to=Status.PUBLISHED,
        who=policy.facilitates,
        label=_("Publiser"),
        done=_("Publisert"),
        needs=[readiness.reached_threshold, readiness.has_function_and_information],
    )
    def publish(self, by):
        """Freeze version 1 and open it for collaboration."""
        NeedVersion.freeze(self, by)

    @step(
        Status.PRIORITISING,
        to=Status.IDEA,
        who=policy.owner_or_facilitator,
        label=_("Send tilbake til idé"),
        done=_("Sendt tilbake til idé"),
        asks={"note": reason()},
        primary=False,
    )
    def return_to_idea(self, by, note):
        """More must be thought through first."""

    @step(
        Status.PRIORITISING,
        who=policy.facilitates,
        label=_("Noter unntak fra terskelen"),
        done=_("Unntak fra terskelen er notert"),
        asks={"note": reason(_("Hvorfor bør behovet publiseres likevel?"))},
        primary=False,
    )
    def note_exception(self, by, note):
        """Write down why it may be published with fewer municipalities behind it."""
        self.exception = note

    @step(
        Status.PUBLISHED,
        to=Status.PUBLISHED,
        who=policy.owner_edits,
        label=_("Publiser ny versjon"),
        done=_("Ny versjon publisert"),
        needs=[accepted_terms, readiness.has_function_and_information],
        asks={"note": reason(_("Hva er endret?"))},
        primary=False,
    )
    def revise(self, by, note):
        """Freeze the next version."""
        NeedVersion.freeze(self, by)

    @step(
        Status.PUBLISHED,
        to=Status.IN_COLLABORATION,
        who=policy.machine,
        label=_("Tatt inn i samarbeid"),
        done=_("Tatt inn i samarbeid"),
    )
    def attach(self, by):
        """A collaboration has become active."""

    @step(
        Status.IN_COLLABORATION,
        to=Status.PUBLISHED,
        who=policy.machine,
        label=_("Samarbeidet er avbrutt"),
        done=_("Samarbeidet ble avbrutt"),
    )
    def release(self, by):
        """The collaboration was aborted; the need is free again."""
