"""The rows behind the inbox: pages of things, and what happened with each."""

from datetime import UTC, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Max, Q, Window
from django.db.models.functions import RowNumber

from marketplace.clock import db_now
from marketplace.models import Notice, User

from .grouping import Group, by_thing, things

PAGE, MOST_LINES = 15, 5


def page(rows, number) -> Page:
    """A page of things, those with the newest notices first."""
    groups = rows.order_by().values("subject_type", "subject_id")
    groups = groups.annotate(newest=Max("pk"), count=Count("pk")).order_by("-newest")
    return Paginator(groups, PAGE).get_page(number)


def groups(user: User, rows, page: Page) -> list[Group]:
    """The things on the page, each with its newest notices."""
    keys = [(row["subject_type"], row["subject_id"]) for row in page]
    about = Q(pk__in=[])
    for kind, pk in keys:
        about |= Q(subject_type=kind, subject_id=pk)
    number = Window(RowNumber(), ["subject_type", "subject_id"], F("pk").desc())
    rows = rows.filter(about).annotate(number=number).filter(number__lte=MOST_LINES)
    rows = rows.select_related("event__actor", "event__organisation", "event__subject_type")
    return by_thing(user, rows.order_by("-pk"))


def forget_unseen(user: User) -> None:
    """Count as read what is about things that the person may no longer see."""
    unread = Notice.objects.filter(user=user).unread()
    keys = set(unread.values_list("subject_type", "subject_id").order_by().distinct())
    for kind, pk in keys - things(user, keys).keys():
        unread.filter(subject_type=kind, subject_id=pk).mark_read()


def mark_read(rows) -> str:
    """Mark as read all at one moment; returns the moment as a number, so that it can be undone."""
    moment = db_now()
    count = rows.unread().update(read_at=moment)
    return f"{int(moment.timestamp() * 1_000_000)}" if count else ""


def marked(user: User, moment: str):
    """What was marked as read at the moment."""
    if not moment.isascii() or not moment.isdigit() or len(moment) > 16:
        return Notice.objects.none()
    seconds, micros = divmod(int(moment), 1_000_000)
    at = datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros)
    return Notice.objects.filter(user=user, read_at=at)
