"""What is dear to find and may be a little old. Without Redis it is found anew each time."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language
from redis.exceptions import RedisError

from marketplace.models.event import Event

log = logging.getLogger(__name__)
MINUTE = 60


def remembered(key: str, find: Callable[[], Any], seconds: int = MINUTE) -> Any:
    """Return what was found lately in the reader's language, or find it and remember it."""
    key = f"{key}:{get_language()}"
    try:
        known = cache.get(key)
    except RedisError:
        log.warning("Redis does not answer: %s is found anew", key)
        return find()
    if known is not None:
        return known
    return _keep(key, find(), seconds)


def _keep(key: str, found: Any, seconds: int) -> Any:
    try:
        cache.set(key, found, seconds)
    except RedisError:
        log.warning("Redis does not answer: %s is not remembered", key)
    return found


def stamp() -> str:
    """What has happened last: a new one after every step and every saved form.

    Two transactions may end in another order than they began, so what is kept under the stamp
    can still be older than it; keep it for a minute, not for ever.
    """
    last = Event.objects.order_by("-pk").values_list("pk", "at").first()
    return f"{last[0]}-{last[1]:%H%M%S%f}" if last else "0"
