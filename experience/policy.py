"""Who may do what in Erfaringsarena. Suppliers never review; they may answer once."""

from django.utils.translation import gettext_lazy as _

from marketplace.conversation import policy as conversation
from marketplace.models import Organisation, Role
from marketplace.policy import MUNICIPAL, Rule, during

WRITERS = (Role.EDITOR, Role.BUYER, Role.APPROVER, Role.ADMIN)


def may_review(actor) -> bool:
    """Tell whether the actor may write down a municipality's experience."""
    return actor.is_kind(*MUNICIPAL) and actor.holds(*WRITERS)


def may_reply(actor) -> bool:
    """Tell whether the actor may answer for a supplier."""
    return actor.is_kind(Organisation.Kind.SUPPLIER) and actor.holds(Role.ADMIN)


def is_about_own(actor, report) -> bool:
    """Tell whether the report is about something the actor's organisation delivers."""
    return actor.acts_for(report.adoption.listing.application.supplier_id)


tells = Rule(
    lambda actor, report: may_review(actor) and actor.acts_for(report.organisation),
    _("redaktør i kommunen"),
)

documents_report = during(tells, "draft")

talks_about_report = conversation.takes_part
