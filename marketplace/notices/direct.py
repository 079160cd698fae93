"""Letters that are sent at once: somebody was mentioned, has a task, or got a decision."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from marketplace import letters
from marketplace.models import Follow, Notice, User
from marketplace.models.event import ClockTimestamp
from marketplace.models.letter import clock

from . import grouping, topics
from .pace import for_a_while

KINDS = (Notice.Kind.MENTION, Notice.Kind.TASK, Notice.Kind.DECISION)
MOST_AT_ONCE = 200
TOO_OLD = 24 * 3600
# Whoever is at work in the portal has a moment to see it there first.
GRACE_SECONDS = 0 if settings.DEMO else 60


def write_all() -> int:
    """Write to everybody who wants to know at once and has not seen it yet. Returns how many."""
    numbers = list(waiting().values_list("pk", flat=True)[:MOST_AT_ONCE])
    return sum(_write(pk) for pk in for_a_while(numbers))


def waiting():
    """Notices to send: neither seen nor sent, and old enough for a person at work to have seen."""
    rows = Notice.objects.unmailed().filter(wanted(), user__is_active=True).order_by("pk")
    rows = rows.filter(at__lte=clock(-GRACE_SECONDS), at__gt=clock(-TOO_OLD))
    return with_level(rows).exclude(level=Follow.Level.OFF)


def wanted() -> Q:
    """The kinds that each reader wants at once; without a choice, all of them."""
    unchosen = Q(user__notice_settings__isnull=True)
    each = [
        Q(kind=kind) & (unchosen | Q(**{f"user__notice_settings__direct_{kind}": True}))
        for kind in KINDS
    ]
    return reduce(or_, each)


def with_level(rows):
    """Add how much each reader wants to hear of the thing."""
    follows = Follow.objects.filter(
        user=OuterRef("user"),
        subject_type=OuterRef("subject_type"),
        subject_id=OuterRef("subject_id"),
    )
    return rows.annotate(level=Coalesce(Subquery(follows.values("level")[:1]), Value("")))


def _write(pk: int) -> bool:
    """Write one letter, once: whoever holds the row decides."""
    with transaction.atomic():
        rows = waiting().select_for_update(skip_locked=True, of=("self",)).filter(pk=pk)
        notice = rows.select_related("user", "event__organisation", "event__subject_type").first()
        groups = grouping.by_thing(notice.user, [notice]) if notice else []
        for group in groups:
            _send(notice.user, group)
        if notice:
            Notice.objects.filter(pk=pk).update(mailed_at=ClockTimestamp())
    return bool(groups)


def _send(user: User, group: grouping.Group) -> None:
    notice = group.notices[0]
    told = {"group": group, "notice": notice, "url": address(group.thing)}
    headers = unsubscribe_headers(user, topics.name(group.thing))
    letters.write(f"notice:{notice.pk}", user, "notice", told, headers=headers)


def address(thing) -> str:
    """Where a letter leads: to the thing, by way of the inbox, which notes that it is read."""
    return letters.address(reverse("notices:open", kwargs={"noun": thing.noun, "pk": thing.pk}))


def unsubscribe_headers(user: User, topic: str) -> dict[str, str]:
    """RFC 8058: the reader's mail program can end the letters on a topic with one click."""
    path = reverse("notices:unsubscribe", args=[topics.sign(user, topic)])
    return {
        "List-Unsubscribe": f"<{letters.address(path)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
