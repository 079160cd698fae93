"""Who may declare, run and judge."""

from django.utils.translation import gettext_lazy as _

from marketplace.conversation import policy as conversation
from marketplace.models import Organisation, Role
from marketplace.policy import Rule, administers, during, machine, operator, owner, reviews

SUPPLIER_ROLES = (Role.MEMBER, Role.ADMIN)

works_on = owner(*SUPPLIER_ROLES, at="supplier", whom=_("leverandøren"))
works_on_version = owner(*SUPPLIER_ROLES, at="application.supplier", whom=_("leverandøren"))
fills_in = documents_version = during(works_on_version, "draft")
declares = owner(Role.ADMIN, at="application.supplier", whom=_("administrator hos leverandøren"))
cancels = owner(*SUPPLIER_ROLES, at="version.application.supplier", whom=_("leverandøren"))
supervises = reviews | administers
attests = operator(Role.REVIEWER, whom=_("vurderer i FKJ"))

sees_findings = Rule(
    lambda actor, run: (
        actor.is_kind(
            Organisation.Kind.OPERATOR, Organisation.Kind.MUNICIPALITY, Organisation.Kind.COUNTY
        )
        or actor.acts_for(run.version.application.supplier)
    ),
    _("leverandøren, kommunene og FKJ"),
)

talks_about_application = conversation.buyers_and_owner

__all__ = [
    "SUPPLIER_ROLES",
    "attests",
    "cancels",
    "declares",
    "documents_version",
    "fills_in",
    "machine",
    "sees_findings",
    "supervises",
    "works_on",
    "works_on_version",
    "talks_about_application",
]
