"""The one clock that decides: the database's."""

from calendar import monthrange
from datetime import date, datetime

from django.db import connection
from django.utils import timezone


def db_now() -> datetime:
    """Return the database's wall clock. `now()` would be the start of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def db_today() -> date:
    """Return the calendar day in Norway, by the database's clock."""
    return timezone.localtime(db_now()).date()


def months_after(day: date, months: int) -> date:
    """Return the day so many months later; the 31st becomes the last day of a short month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))
