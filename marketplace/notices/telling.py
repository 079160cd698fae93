"""From what happened to who is told: each event once, whatever is killed on the way."""

import logging
from itertools import takewhile

from django.db import connection, transaction

from marketplace.models import Event, Follow, Notice, NoticeSettings, Noun, Untold

from . import recipients
from .pace import for_a_while

log = logging.getLogger(__name__)
MOST_AT_ONCE = 200


def tell_all(most: int = MOST_AT_ONCE) -> int:
    """Tell of what has happened until there is nothing left. Returns how many events."""
    rounds = for_a_while(range(most))
    return sum(1 for _number in takewhile(lambda _number: _tell_next(), rounds))


def _tell_next() -> bool:
    """Take the oldest event that nobody else tells of now: the notices and the row go together."""
    with transaction.atomic():
        rows = Untold.objects.due().select_for_update(skip_locked=True, of=("self",))
        untold = rows.select_related("event").order_by("pk").first()
        if untold:
            _tell_or_put_off(untold)
    return untold is not None


def _tell_or_put_off(untold: Untold) -> None:
    try:
        with transaction.atomic():
            tell(untold.event)
            untold.delete()
    except Exception:
        log.exception("Event %s could not be told of", untold.pk)
        untold.put_off()


def tell(event: Event) -> None:
    """Write a notice for everybody the event concerns."""
    thing = event.subject
    if not isinstance(thing, Noun):
        return
    _take_turns(event)
    _follow_own(event, thing)
    subject = {"subject_type_id": event.subject_type_id, "subject_id": event.subject_id}
    people = recipients.of(event, thing).items()
    rows = [Notice(user=user, event=event, kind=kind, **subject) for user, kind in people]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def _take_turns(event: Event) -> None:
    """Tell of one thing one event at a time: what waited before is read and then changed."""
    with connection.cursor() as cursor:
        places = [event.subject_type_id, event.subject_id % 2**31]
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", places)


def _follow_own(event: Event, thing: Noun) -> None:
    """Whoever does something with a thing follows it, unless they would rather not."""
    user = event.actor
    is_new = user and not Follow.objects.about(thing).filter(user=user).exists()
    if is_new and NoticeSettings.of(user).follows_own:
        Follow.objects.begin(user, thing, event.at)
