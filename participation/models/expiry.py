"""When a qualification runs out, who is told, and how long before."""

from datetime import timedelta

from marketplace.clock import db_today
from marketplace.models import Role, User

# Days before the last valid day; a supplier gets one letter at each.
MARKS = (14, 45, 90)


def mark_for(days: int) -> int:
    """The mark that was passed last, so many days before the end."""
    return next(mark for mark in MARKS if days <= mark)


def horizon():
    """The last valid day of those that are to be reminded today."""
    return db_today() + timedelta(days=MARKS[-1])


def administrators(organisation):
    """Those who can apply for the organisation."""
    memberships = organisation.memberships.active().filter(role=Role.ADMIN)
    return User.objects.filter(pk__in=memberships.values("user"), is_active=True)
