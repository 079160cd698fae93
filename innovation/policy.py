"""Who may do what in Innovasjonsarena."""

from django.utils.translation import gettext_lazy as _

from marketplace.conversation import policy as conversation
from marketplace.models import Organisation, Role
from marketplace.policy import Rule, facilitates, machine, owner, until

WRITERS = (Role.EDITOR, Role.APPROVER, Role.ADMIN)
BINDERS = (Role.APPROVER, Role.ADMIN)
Kind = Organisation.Kind

owner_edits = owner(*WRITERS, whom=_("redaktør hos eieren"))
owner_approves = owner(*BINDERS, whom=_("godkjenner hos eieren"))
owner_or_facilitator = owner_approves | facilitates
talks_about_need = conversation.takes_part
talks_in_work = conversation.belongs | conversation.is_fkj
documents_need = until(owner_edits, "withdrawn", "archived", "merged")
leads = owner(*WRITERS, at="lead", whom=_("den som leder samarbeidet"))
leads_or_facilitates = leads | facilitates
asks_to_join = owner(*WRITERS, at="organisation", whom=_("den som ba om å bli med"))
lets_in = (
    owner(*WRITERS, at="collaboration.lead", whom=_("den som leder samarbeidet")) | facilitates
)

works_together = Rule(
    lambda actor, work: actor.holds(*WRITERS) and actor.organisation in work.concerned(),
    _("redaktør hos en deltaker"),
)
documents_work = until(works_together | facilitates, "closed", "aborted")

signs = Rule(
    lambda actor, work: (
        actor.is_kind(Kind.MUNICIPALITY, Kind.COUNTY)
        and actor.holds(*BINDERS)
        and work.parties.confirmed().filter(organisation__in=actor.reach).exists()
    ),
    _("godkjenner i hver deltakende kommune"),
)

__all__ = [
    "BINDERS",
    "WRITERS",
    "asks_to_join",
    "documents_need",
    "documents_work",
    "facilitates",
    "leads",
    "leads_or_facilitates",
    "lets_in",
    "machine",
    "owner_approves",
    "owner_edits",
    "owner_or_facilitator",
    "signs",
    "talks_about_need",
    "talks_in_work",
]
