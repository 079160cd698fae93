"""Yearly reconfirmation: what a municipality said long ago is asked about again."""

from django.db import models
from django.db.models import Func, Value

ASKED_AFTER, STALE_AFTER = 12, 15


class DayMonthsAgo(Func):
    """The calendar day in Norway so many months ago, by the database's own clock."""

    template = (
        "((clock_timestamp() AT TIME ZONE 'Europe/Oslo')"
        " - make_interval(months => %(expressions)s))::date"
    )
    output_field = models.DateField()

    def __init__(self, months: int) -> None:
        super().__init__(Value(months, output_field=models.IntegerField()))


class Confirmed(models.QuerySet):
    """Named ways to tell what is still known to be true."""

    def confirmed(self) -> "Confirmed":
        """Those that somebody has stood by lately enough to be counted."""
        return self.filter(confirmed_on__gte=DayMonthsAgo(STALE_AFTER))

    def to_confirm(self) -> "Confirmed":
        """Those that go on, and that nobody has stood by for a year."""
        active = self.model.ACTIVE
        return self.filter(status__in=active, confirmed_on__lte=DayMonthsAgo(ASKED_AFTER))

    def with_freshness(self) -> "Confirmed":
        """Add whether each is known to be true still."""
        fresh = models.Q(confirmed_on__gte=DayMonthsAgo(STALE_AFTER))
        return self.annotate(is_confirmed=models.ExpressionWrapper(fresh, models.BooleanField()))
