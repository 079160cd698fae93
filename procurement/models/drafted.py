"""What can be done with a joint procurement before it is announced."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.forms import Pick, reason
from marketplace.lifecycle import step
from procurement import policy

from . import readiness
from .status import UNPUBLISHED
from .status import ProcurementStatus as Status


class Drafted(models.Model):
    """Utkast: the steps up to the announcement."""

    class Meta:
        abstract = True

    @step(
        UNPUBLISHED,
        who=policy.leaves,
        label=_("Meld kommunen av"),
        done=_("Kommunen er meldt av"),
        confirm=_("Kommunen kan meldes på igjen fram til kunngjøringen."),
        primary=False,
    )
    def withdraw_commitment(self, by):
        """A municipality steps out before publication."""
        self.commitments.filter(organisation__in=by.reach).delete()

    @step(
        Status.DRAFT,
        who=policy.buys_jointly,
        label=_("Fjern et kriterium"),
        done=_("Et kriterium er fjernet"),
        needs=[readiness.has_criteria],
        asks={"criterion": Pick(_("Kriterium"), lambda thing, actor: thing.criteria.all())},
        primary=False,
    )
    def remove_criterion(self, by, criterion):
        """Take a criterion out of the draft."""
        criterion.delete()

    @step(
        Status.DRAFT,
        to=Status.REVIEWED,
        who=policy.checks_draft,
        label=_("Godkjenn utkastet"),
        done=_("Utkastet er godkjent"),
        needs=[readiness.is_checked_by_another],
    )
    def review(self, by):
        """A second person has read it; municipalities can join."""
        self.reviewed_by = by.user

    @step(
        Status.REVIEWED,
        to=Status.DRAFT,
        who=policy.checks_draft | policy.buys_jointly,
        label=_("Send tilbake til utkast"),
        done=_("Sendt tilbake til utkast"),
        asks={"note": reason(_("Hva må endres?"))},
        primary=False,
    )
    def return_to_draft(self, by, note):
        """It must be written again, and checked again."""
        self.reviewed_by = None
