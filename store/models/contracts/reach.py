"""Named ways to reach contracts."""

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Now, TruncDate

from marketplace.clock import db_today
from marketplace.models import Membership, Organisation, Role
from store import policy

from .status import IN_FORCE, INTERNAL, Status


class ContractQuerySet(models.QuerySet):
    """Named ways to reach contracts."""

    def visible_to(self, user) -> "ContractQuerySet":
        """The two parties, and FKJ's procurement officers; the supplier from when it is sent."""
        if is_procurement_officer(user):
            return self
        mine = Organisation.objects.of(user)
        told = ~Q(status__in=INTERNAL) | Q(declined_at__isnull=False)
        return self.filter(Q(buyer__in=mine) | Q(listing__application__supplier__in=mine) & told)

    def calling_off(self, agreement) -> "ContractQuerySet":
        """Those that use of the agreement's value: of each number the newest that has been sent."""
        sent = self.filter(agreement=agreement).exclude(status__in=INTERNAL)
        later = self.model.objects.exclude(status__in=INTERNAL).filter(
            number=OuterRef("number"), revision__gt=OuterRef("revision")
        )
        return sent.exclude(Exists(later))

    def in_force(self) -> "ContractQuerySet":
        """Those that bind both sides now."""
        return self.filter(status__in=IN_FORCE)

    def past_end(self) -> "ContractQuerySet":
        """Those whose last day is over, by the database's calendar."""
        return self.in_force().filter(ends_on__lt=TruncDate(Now()))

    def waiting_for(self, actor) -> "ContractQuerySet":
        """Those where the actor has the next move."""
        if actor.is_kind(Organisation.Kind.SUPPLIER):
            mine = self.filter(listing__application__supplier__in=actor.reach)
            unsigned = Q(status=Status.CONFIRMED, supplier_signed_at__isnull=True)
            waits = mine.filter(Q(status=Status.SENT) | unsigned)
            return waits if actor.holds(Role.ADMIN) else self.none()
        buying = Q(status__in=[Status.DRAFT, Status.SIGNED, Status.INTRODUCING])
        unsigned = Q(status=Status.CONFIRMED, buyer_signed_at__isnull=True)
        binding = Q(status=Status.INTERNAL_APPROVAL) | unsigned
        waits = buying if actor.holds(*policy.BUYERS) else Q(pk__in=[])
        waits = waits | binding if actor.holds(*policy.BINDERS) else waits
        return self.filter(waits, buyer__in=actor.reach)

    def next_number(self) -> str:
        """The next free number of the year; the lock is held to the end of the transaction."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('store_contract.number'))")
        prefix = f"FKJ-{db_today().year}-"
        taken = self.filter(number__startswith=prefix).order_by(Length("number"), "number")
        last = taken.values_list("number", flat=True).last()
        return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04}"


def is_procurement_officer(user) -> bool:
    """Tell whether the person is one of FKJ's procurement officers."""
    if not user.is_authenticated:
        return False
    roles = Membership.objects.active().filter(user=user, role=Role.PROCUREMENT_OFFICER)
    return roles.filter(organisation__kind=Organisation.Kind.OPERATOR).exists()
