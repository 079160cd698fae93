"""When a contract runs out, who is told, and how long before."""

from datetime import timedelta

from django.db.models import Q

from marketplace.clock import db_today
from marketplace.models import Membership, Role, User
from store import policy

from .contract import Contract
from .status import RUNNING

# Days before the last day: a short contract is told of later, for it is never far from its end.
LONG, SHORT = (45, 90), (14, 30)
SHORT_MONTHS = 3


def marks_of(contract) -> tuple[int, ...]:
    """The days on which somebody is told."""
    return SHORT if contract.months < SHORT_MONTHS else LONG


def mark_for(contract, days: int) -> int | None:
    """The mark that was passed last, so many days before the end; None when it is too early."""
    return next((mark for mark in marks_of(contract) if days <= mark), None)


def running_out():
    """The contracts that end soon and go on until then, not those that are terminated."""
    last = db_today() + timedelta(days=max(LONG))
    rows = Contract.objects.filter(status__in=RUNNING, ends_on__gte=db_today(), ends_on__lte=last)
    return rows.select_related("buyer", "listing__application__supplier").order_by("pk")


def readers(contract):
    """Those who buy for the municipality, and the supplier's administrators."""
    supplier = contract.listing.application.supplier
    buying = Q(organisation__in=heirs(contract.buyer), role__in=policy.BUYERS)
    selling = Q(organisation__in=heirs(supplier), role=Role.ADMIN)
    rows = Membership.objects.active().filter(buying | selling)
    return User.objects.filter(pk__in=rows.values("user"), is_active=True).order_by("pk")


def heirs(organisation) -> list[int]:
    """The organisation, and whoever has taken it over."""
    return [pk for pk in (organisation.pk, organisation.heir_id) if pk]
