"""Is the portal well? Database, Redis, worker and beat."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marketplace.clock import db_now
from marketplace.models import Pulse

STALE_AFTER = 4


def _database() -> bool:
    connection.ensure_connection()
    return connection.is_usable()


def _redis() -> bool:
    cache.set("health", "1", 5)
    return cache.get("health") == "1"


def _alive(name: str) -> bool:
    pulse = Pulse.objects.filter(name=name).first()
    limit = STALE_AFTER * settings.PULSE_SECONDS
    return pulse is not None and (db_now() - pulse.at).total_seconds() < limit


PARTS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "redis": _redis,
    "worker": lambda: _alive("worker"),
    "beat": lambda: _alive("beat"),
}


def _is_well(part: Callable[[], bool]) -> bool:
    try:
        return part()
    except Exception:  # Whatever it was, this part is not well.
        return False


@login_not_required
@require_safe
@never_cache
def health(request):
    """Answer 200 when every part is well, 503 with the names when one is not."""
    parts = {name: _is_well(part) for name, part in PARTS.items()}
    well = all(parts.values())
    body = {"status": "ok" if well else "fail", "parts": parts}
    return JsonResponse(body, status=200 if well else 503)
