"""Who may do what in Butikken."""

from django.utils.translation import gettext_lazy as _

from marketplace.conversation import policy as conversation
from marketplace.models import Organisation, Role
from marketplace.policy import MUNICIPAL, Rule, administers, owner, reviews, until

BUYERS = (Role.BUYER, Role.APPROVER, Role.ADMIN)
BINDERS = (Role.APPROVER, Role.ADMIN)
TELLERS = (Role.EDITOR, Role.BUYER, Role.APPROVER, Role.ADMIN)

offers = owner(Role.ADMIN, at="application.supplier", whom=_("administrator hos leverandøren"))
documents_listing = until(offers, "retired")
polices = reviews | administers
buys = owner(*BUYERS, at="buyer", whom=_("innkjøper hos kjøperen"))
approves = owner(*BINDERS, at="buyer", whom=_("godkjenner hos kjøperen"))
supplies = owner(
    Role.ADMIN, at="listing.application.supplier", whom=_("administrator hos leverandøren")
)
documents_contract = until(buys | supplies, "closed", "replaced", "cancelled")


def acts_for_municipality(*roles: str):
    """Tell whether the actor is municipal and holds one of the roles."""
    return lambda actor: actor.is_kind(*MUNICIPAL) and actor.holds(*roles)


may_buy = acts_for_municipality(*BUYERS)
may_tell = acts_for_municipality(*TELLERS)

tells = Rule(
    lambda actor, adoption: may_tell(actor) and actor.acts_for(adoption.organisation),
    _("redaktør eller innkjøper i kommunen"),
)


saved_it = Rule(
    lambda actor, search: actor.user is not None and actor.user.pk == search.user_id,
    _("den som lagret søket"),
)


def may_offer(actor) -> bool:
    """Tell whether the actor may put something in the store."""
    return actor.is_kind(Organisation.Kind.SUPPLIER) and actor.holds(Role.ADMIN)


may_shortlist = acts_for_municipality(*TELLERS)
keeps_shortlist = owner(*TELLERS, whom=_("redaktør eller innkjøper i virksomheten"))
takes_over = Rule(
    lambda actor, thing: (
        keeps_shortlist(actor, thing) and actor.user and actor.user.pk != thing.responsible_id
    ),
    _("en annen redaktør eller innkjøper i virksomheten"),
)
talks_about_listing = conversation.buyers_and_owner
talks_about_shortlist = conversation.belongs

__all__ = [
    "BINDERS",
    "BUYERS",
    "TELLERS",
    "approves",
    "buys",
    "documents_contract",
    "documents_listing",
    "keeps_shortlist",
    "may_buy",
    "may_offer",
    "may_shortlist",
    "may_tell",
    "offers",
    "polices",
    "reviews",
    "saved_it",
    "supplies",
    "takes_over",
    "tells",
    "talks_about_listing",
    "talks_about_shortlist",
]
