"""Sessions of one person: the table knows them only by what is packed inside."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from marketplace.models import User


def end_sessions(user: User) -> None:
    """Log the person out everywhere."""
    mine = [s.pk for s in Session.objects.iterator() if _owner(s) == str(user.pk)]
    Session.objects.filter(pk__in=mine).delete()


def _owner(session: Session) -> str | None:
    return session.get_decoded().get(SESSION_KEY)
