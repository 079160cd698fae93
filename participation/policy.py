"""Who may accept terms, qualify suppliers, and what it takes to be let in."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from marketplace.models import Membership, Organisation, Role
from marketplace.policy import Rule, administers, during, operator, owner

BINDERS = (Role.APPROVER, Role.ADMIN)

binds_supplier = owner(Role.ADMIN, at="supplier", whom=_("administrator hos leverandøren"))
documents_qualification = during(binds_supplier, "draft", "needs_changes")
settles = operator(Role.REVIEWER, whom=_("vurderer i FKJ")) | administers

runs = Rule(
    lambda actor, organisation: actor.acts_for(organisation) and actor.holds(Role.ADMIN),
    _("administrator i virksomheten"),
)
manages = runs | administers
manages_for = owner(Role.ADMIN, at="organisation", whom=_("administrator i virksomheten"))
manages_for |= administers
asked = Rule(
    lambda actor, request: actor.user is not None and actor.user.pk == request.person_id,
    _("den som ba om å bli med"),
)
invited = Rule(
    lambda actor, invitation: (
        actor.user is not None and invitation.email in actor.user.verified_addresses
    ),
    _("den som er invitert"),
)


def _decides(actor, request) -> bool:
    """The organisation's administrator; FKJ's while the organisation has none."""
    if not actor.holds(Role.ADMIN):
        return False
    return not request.is_led if actor.is_fkj else actor.acts_for(request.place_id)


decides = Rule(_decides, _("administrator i virksomheten, eller i FKJ når den ikke har noen"))


def is_led(organisation) -> bool:
    """Tell whether the organisation has an administrator."""
    return Membership.objects.admins_of(organisation).exists()


def works_for(actor, organisation) -> bool:
    """Tell whether the actor is one of the organisation's own people, or FKJ's."""
    return actor.is_fkj or (actor.acts_for(organisation) and actor.holds())


def may_bind(actor) -> bool:
    """Tell whether the actor may accept terms for the organisation."""
    return actor.organisation is not None and actor.holds(*BINDERS)


def who_may_bind(organisation: Organisation | None) -> str:
    """Who may accept terms for it, in words; a supplier has no approver."""
    if organisation is not None and organisation.kind == Organisation.Kind.SUPPLIER:
        return gettext("En administrator")
    return gettext("En godkjenner eller administrator")
