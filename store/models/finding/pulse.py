"""What the shelf must hear of: written by triggers in the database, read before every search."""

from dataclasses import dataclass

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, models

NEWS = """
SELECT told.version, CASE WHEN told.version <> %s THEN (
    SELECT coalesce(json_agg(json_build_array(id, scope, listing)), '[]') FROM store_shelfpulse
) END
FROM (
    SELECT concat_ws('.', (statement_timestamp() AT TIME ZONE %s)::date,
        count(*), max(id), sum(id)) AS version
    FROM store_shelfpulse
) AS told
"""
TIDY = """
WITH old AS (DELETE FROM store_shelfpulse WHERE (SELECT count(*) FROM store_shelfpulse) > %s)
INSERT INTO store_shelfpulse (scope) SELECT 'all' WHERE
    (SELECT count(*) FROM store_shelfpulse) > %s
"""
MOST = 500


@dataclass(frozen=True)
class News:
    """Nytt: the version of the shelf now, and every pulse when it is another than one knew."""

    version: str
    pulses: tuple[tuple[int, str, int | None], ...] | None

    @property
    def day(self) -> str:
        """The calendar day in Norway: attestations, terms and qualifications end with a day."""
        return self.version.partition(".")[0]


class ShelfPulseQuerySet(models.QuerySet):
    """Named ways to reach pulses."""

    def news(self, known: str = "") -> News:
        """Ask once what version the shelf has, and what lies behind a new one."""
        # The first question of most requests: it tells itself whether the line is up, so that
        # Django need not ask `SELECT 1` before it.
        connection.health_check_done = True
        try:
            version, pulses = self._ask(known)
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            connection.close()
            version, pulses = self._ask(known)
        return News(version, None if pulses is None else tuple(tuple(one) for one in pulses))

    def _ask(self, known: str) -> tuple:
        with connection.cursor() as cursor:
            cursor.execute(NEWS, [known, settings.TIME_ZONE])
            return cursor.fetchone()

    def tidy(self, most: int = MOST) -> None:
        """Let one pulse that means everything stand for many."""
        with connection.cursor() as cursor:
            cursor.execute(TIDY, [most, most])


class ShelfPulse(models.Model):
    """Hyllepuls: something that the shelf shows has changed.

    Read as a set and never by the highest number: a transaction may end after one that began later.
    """

    class Scope(models.TextChoices):
        """Omfang: how much must be asked for anew."""

        LISTING = "listing", "listing"
        STANDING = "standing", "standing"
        ALL = "all", "all"

    scope = models.CharField(max_length=10, choices=Scope)
    listing = models.BigIntegerField(null=True)

    objects = ShelfPulseQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.scope} {self.listing or ''}".strip()
