"""Giving and ending roles: the one place where a membership begins and ends."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.actor import Actor
from marketplace.models import Event, Membership, Organisation, Role, User
from marketplace.models.event import ClockTimestamp

Kind = Organisation.Kind
MUNICIPAL = (Role.MEMBER, Role.EDITOR, Role.APPROVER, Role.BUYER, Role.ADMIN)
OPERATOR = (
    Role.FACILITATOR,
    Role.REVIEWER,
    Role.INFORMATION_MANAGER,
    Role.PROCUREMENT_OFFICER,
    Role.ADMIN,
)
ROLES_OF = {Kind.MUNICIPALITY: MUNICIPAL, Kind.COUNTY: MUNICIPAL, Kind.OPERATOR: OPERATOR}
OTHERS = (Role.MEMBER, Role.ADMIN)
SELLS = _("Den som kjøper inn eller arbeider for FKJ, kan ikke også handle for en leverandør.")
BUYS = _("Den som handler for en leverandør, kan ikke også kjøpe inn eller arbeide for FKJ.")
LAST = _("Virksomheten må ha en administrator. Gi rollen til en annen først.")


def roles_of(kind: str) -> list[tuple[str, str]]:
    """The roles that people can have in an organisation of the kind, as choices."""
    return [(role.value, role.label) for role in ROLES_OF.get(kind, OTHERS)]


def clash(user: User, kind: str, roles) -> str:
    """Why the person cannot have the roles beside those they hold; empty when they can."""
    mine = Membership.objects.active().filter(user=user)
    if kind == Kind.SUPPLIER:
        buys = mine.filter(role=Role.BUYER) | mine.filter(organisation__kind=Kind.OPERATOR)
        return str(SELLS) if buys.exists() else ""
    if kind == Kind.OPERATOR or Role.BUYER in roles:
        return str(BUYS) if mine.filter(organisation__kind=Kind.SUPPLIER).exists() else ""
    return ""


@transaction.atomic
def grant(user: User, organisation: Organisation, role: str, source: str, by: Actor) -> Membership:
    """Give a role, once, and write it on the organisation; refuse one that cannot be combined."""
    # Two roles given at once must see each other; foreign keys to the person are not held up.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if refused := clash(user, organisation.kind, [role]):
        raise PermissionDenied(refused)
    held = Membership.objects.active().filter(user=user, organisation=organisation, role=role)
    if row := held.first():
        return row
    row = Membership(user=user, organisation=organisation, role=role, source=source)
    row.confirmed_at = ClockTimestamp()
    row.save()
    _write("role_granted", row, by)
    return row


@transaction.atomic
def end(membership: Membership, by: Actor, note: str = "") -> None:
    """End a role; the last administrator stays until there is another."""
    [organisation] = Organisation.objects.filter(pk=membership.organisation_id).hold()
    rows = Membership.objects.active().filter(pk=membership.pk)
    if not rows.exists():
        return
    is_admin = membership.role == Role.ADMIN
    left = Membership.objects.leaves_an_admin(organisation, without=membership.user)
    if is_admin and not left:
        raise PermissionDenied(LAST)
    rows.update(ended_at=ClockTimestamp())
    _write("role_ended", membership, by, note)


def _write(step: str, row: Membership, by: Actor, note: str = "") -> None:
    told = {
        "user": {"id": row.user_id},
        "role": row.role,
        "source": row.source,
        "mentions": [row.user_id],
    }
    Event.objects.write(row.organisation, step, by, note=note, data=told)
