"""Samlebrev: what has happened since last time, gathered in one letter, grouped by thing."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from marketplace import letters
from marketplace.models import Letter, Notice, NoticeSettings, User
from marketplace.models.event import ClockTimestamp

from . import direct, grouping, topics
from .pace import for_a_while

HOUR = 7
MOST_THINGS, MOST_LINES = 30, 5
Digest = NoticeSettings.Digest


def write_all(now: datetime) -> int:
    """Write to everybody whose digest is due. Returns how many letters were written."""
    times = {Digest.DAILY: last_morning(now), Digest.WEEKLY: last_monday(now)}
    due = ((user, until) for often, until in times.items() for user in readers(often, until))
    return sum(write(user, until, until.date().isoformat()) for user, until in for_a_while(due))


def last_morning(now: datetime) -> datetime:
    """The newest seven o'clock in Norway."""
    local = timezone.localtime(now)
    seven = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return seven if seven <= local else seven - timedelta(days=1)


def last_monday(now: datetime) -> datetime:
    """The newest seven o'clock on a Monday."""
    morning = last_morning(now)
    return morning - timedelta(days=morning.weekday())


def readers(how_often: str, until: datetime):
    """Those who have something to hear of and want it so often."""
    wants = Q(notice_settings__digest=how_often)
    if how_often == Digest.DAILY:
        wants |= Q(notice_settings__isnull=True)
    waiting = Notice.objects.unmailed().filter(at__lt=until).values("user")
    return User.objects.filter(wants, is_active=True, pk__in=waiting).order_by("pk")


def write(user: User, until: datetime, period: str) -> bool:
    """Write the person's digest of the period, once; nothing when nothing is new."""
    key = f"digest:{user.pk}:{period}"
    with transaction.atomic():
        rows = Notice.objects.unmailed().filter(user=user, at__lt=until)
        locked = list(rows.select_for_update(skip_locked=True).values_list("pk", flat=True))
        if not locked or Letter.objects.filter(key=key).exists():
            return False
        groups = grouping.by_thing(user, _worth_telling(user, locked))
        Notice.objects.filter(pk__in=locked).update(mailed_at=ClockTimestamp())
        if groups:
            _send(key, user, groups)
    return bool(groups)


def _worth_telling(user: User, numbers: list[int]):
    """Not what is sent at once, and nothing of what the person has had enough of."""
    rows = direct.with_level(Notice.objects.filter(pk__in=numbers)).exclude(level="off")
    rows = rows.exclude(kind__in=NoticeSettings.of(user).direct_kinds())
    return rows.select_related("event__organisation", "event__subject_type").order_by("-pk")


def _send(key: str, user: User, groups: list[grouping.Group]) -> None:
    parts = [
        {
            "group": group,
            "notices": group.notices[:MOST_LINES],
            "more": len(group.notices[MOST_LINES:]),
            "url": direct.address(group.thing),
        }
        for group in groups[:MOST_THINGS]
    ]
    told = {"parts": parts, "count": len(groups), "more": len(groups[MOST_THINGS:])}
    headers = direct.unsubscribe_headers(user, topics.DIGEST)
    letters.write(key, user, "digest", told, headers=headers)
