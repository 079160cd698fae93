"""Who may do what in Felleskjøp."""

from django.utils.translation import gettext_lazy as _

from marketplace.models import Organisation, Role
from marketplace.policy import (
    MUNICIPAL,
    Rule,
    administers,
    buys_jointly,
    machine,
    municipal,
    operator,
    owner,
    supplier,
    until,
)

COMMITTERS = (Role.BUYER, Role.APPROVER)
Kind = Organisation.Kind

documents_procurement = until(buys_jointly, "completed", "cancelled")
checks_draft = operator(
    Role.FACILITATOR, Role.ADMIN, whom=_("fasilitator eller administrator i FKJ")
)
closes = buys_jointly | machine
cancels = buys_jointly | administers
opens = operator(
    Role.PROCUREMENT_OFFICER,
    Role.FACILITATOR,
    Role.ADMIN,
    whom=_("innkjøpsansvarlig, fasilitator eller administrator i FKJ"),
)
scores = operator(
    Role.PROCUREMENT_OFFICER,
    Role.REVIEWER,
    Role.INFORMATION_MANAGER,
    whom=_("vurderer eller innkjøpsansvarlig i FKJ"),
)
signs_for_fkj = operator(
    Role.PROCUREMENT_OFFICER, Role.ADMIN, whom=_("innkjøpsansvarlig eller administrator i FKJ")
)
commits = municipal(*COMMITTERS, whom=_("innkjøper eller godkjenner i en kommune"))
may_offer = supplier(Role.ADMIN, whom=_("administrator hos en leverandør"))
offers = owner(Role.ADMIN, at="supplier", whom=_("administrator hos leverandøren"))

leaves = Rule(
    lambda actor, procurement: (
        commits(actor) and procurement.commitments.filter(organisation__in=actor.reach).exists()
    ),
    _("innkjøper eller godkjenner i en påmeldt kommune"),
)

__all__ = [
    "COMMITTERS",
    "MUNICIPAL",
    "administers",
    "buys_jointly",
    "cancels",
    "checks_draft",
    "closes",
    "commits",
    "documents_procurement",
    "leaves",
    "machine",
    "may_offer",
    "offers",
    "opens",
    "scores",
    "signs_for_fkj",
]
