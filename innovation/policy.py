"""Who may do what in Innovasjonsarena."""

from django.utils.translation import gettext_lazy as _

from marketplace.models import Organisation, Role
from marketplace.policy import Rule, facilitates, machine, owner

WRITERS = (Role.EDITOR, Role.APPROVER, Role.ADMIN)
BINDERS = (Role.APPROVER, Role.ADMIN)
Kind = Organisation.Kind

owner_edits = owner(*WRITERS, whom=_("redaktør hos eieren"))
owner_approves = owner(*BINDERS, whom=_("godkjenner hos eieren"))
owner_or_facilitator = owner_approves | facilitates
leads = owner(*WRITERS, at="lead", whom=_("den som leder samarbeidet"))
leads_or_facilitates = leads | facilitates
asks_to_join = owner(*WRITERS, at="organisation", whom=_("den som ba om å bli med"))
lets_in = (
    owner(*WRITERS, at="collaboration.lead", whom=_("den som leder samarbeidet")) | facilitates
)

signs = Rule(
    lambda actor, work: (
        actor.is_kind(Kind.MUNICIPALITY, Kind.COUNTY)
        and actor.holds(*BINDERS)
        and work.parties.confirmed().filter(organisation=actor.organisation).exists()
    ),
    _("godkjenner i hver deltakende kommune"),
)

__all__ = [
    "BINDERS",
    "WRITERS",
    "asks_to_join",
    "facilitates",
    "leads",
    "leads_or_facilitates",
    "lets_in",
    "machine",
    "owner_approves",
    "owner_edits",
    "owner_or_facilitator",
    "signs",
]
