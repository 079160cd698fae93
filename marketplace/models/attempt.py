"""Counted attempts: how often somebody has tried something lately, exact also in parallel."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from .event import ClockTimestamp

# One statement: who comes second waits for the row, and counts what the first one wrote.
TAKE = """
INSERT INTO marketplace_attempt AS kept (key, taken_at, let_in, forget_at)
VALUES (%(key)s, ARRAY[clock_timestamp()], true, clock_timestamp() + %(window)s)
ON CONFLICT (key) DO UPDATE SET (taken_at, let_in, forget_at) = (
    SELECT CASE WHEN cardinality(recent) < %(limit)s THEN recent || clock_timestamp()
                ELSE recent END,
           cardinality(recent) < %(limit)s,
           clock_timestamp() + %(window)s
    FROM (SELECT ARRAY(SELECT taken FROM unnest(kept.taken_at) AS taken
                       WHERE taken > clock_timestamp() - %(window)s) AS recent) AS counted
)
RETURNING let_in, taken_at[cardinality(taken_at)],
          extract(epoch FROM taken_at[1] + %(window)s - clock_timestamp())::float
"""


@dataclass(frozen=True)
class Taken:
    """What came of one attempt: let in or not, and how many seconds until there is room again."""

    key: str
    let_in: bool
    at: datetime
    wait: float

    def give_back(self) -> None:
        """Forget this attempt: it was right, and only wrong ones are counted."""
        Attempt.objects.filter(key=self.key).update(
            taken_at=models.Func(models.F("taken_at"), self.at, function="array_remove")
        )


class AttemptQuerySet(models.QuerySet):
    """Named ways to reach attempts."""

    def take(self, key: str, limit: int, seconds: float) -> Taken:
        """Count one attempt, unless there were `limit` of them in the last `seconds`."""
        told = {"key": key, "limit": limit, "window": timedelta(seconds=seconds)}
        # Durable: a count that a transaction around it could take back is no count.
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute(TAKE, told)
            let_in, at, wait = cursor.fetchone()
        return Taken(key, let_in, at, wait)

    def forget(self) -> int:
        """Remove what is too old to count."""
        return self.filter(forget_at__lt=ClockTimestamp()).delete()[0]


class Attempt(models.Model):
    """Forsøk: when somebody tried something lately. The key is a hash; the table is not logged."""

    key = models.CharField(_("nøkkel"), max_length=64, primary_key=True)
    taken_at = ArrayField(models.DateTimeField(), verbose_name=_("tidspunkter"))
    let_in = models.BooleanField(_("sluppet inn sist"), default=True)
    forget_at = models.DateTimeField(_("glemmes"), db_index=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("forsøk")
        verbose_name_plural = _("forsøk")

    def __str__(self) -> str:
        return self.key[:8]
