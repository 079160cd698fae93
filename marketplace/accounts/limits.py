"""Limits that hold exactly: counted in PostgreSQL, also in parallel and when Redis is down."""

from dataclasses import dataclass, field
from math import ceil

from allauth.core.exceptions import ImmediateHttpResponse, RateLimited
from allauth.core.internal import ratelimit
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings as mfa
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.utils.crypto import salted_hmac
from rest_framework.throttling import BaseThrottle

from marketplace.models.attempt import Attempt, Taken

# allauth counts codes under the name of passwords; they are fewer, and counted by themselves.
CODE_OF = "mfa-auth-user-"
# A letter that is not sent again so soon is no fault: the first one is on its way.
QUIET = {"confirm_email"}


def hidden(name: str) -> str:
    """The key that a name is counted under: the table tells nobody's address."""
    return salted_hmac("marketplace.limits", name, algorithm="sha256").hexdigest()


def take(name: str, limit: int, seconds: float) -> Taken:
    """Count one attempt at what is named."""
    return Attempt.objects.take(hidden(name), limit, seconds)


@dataclass
class Usage:
    """What one request took; allauth rolls it back when the attempt was right."""

    taken: list[Taken] = field(default_factory=list)

    def rollback(self) -> None:
        """Give back what was taken."""
        for one in self.taken:
            one.give_back()


def consume(
    request,
    *,
    app: str,
    action: str,
    config: dict | None = None,
    key: str | None = None,
    user=None,
    dry_run: bool = False,
    limit_get: bool = False,
    raise_exception: bool = False,
) -> Usage | None:
    """Count an attempt for allauth, or answer 429 at once."""
    usage = Usage()
    if dry_run or (request.method == "GET" and not limit_get):
        return usage
    for name, rate in _counted(request, app, action, config, key, user):
        taken = take(name, rate.amount, rate.duration)
        if not taken.let_in:
            return _refuse(request, action, taken.wait, raise_exception)
        usage.taken.append(taken)
    request.attempts = [*getattr(request, "attempts", []), *usage.taken]
    return usage


def clear(request, *, app: str, action: str, config=None, key=None, user=None) -> None:
    """Give back what this request took; one that took nothing came by letter, and starts afresh."""
    for name, rate in _counted(request, app, action, config, key, user):
        mine = [one for one in getattr(request, "attempts", []) if one.key == hidden(name)]
        if mine:
            Usage(mine).rollback()
        elif rate.per == "key":
            Attempt.objects.filter(key=hidden(name)).delete()


def _counted(request, app: str, action: str, config, key, user) -> list[tuple[str, ratelimit.Rate]]:
    told = "mfa_code" if key and key.startswith(CODE_OF) else action
    rates = ratelimit.get_rates(app=app, action=told, config=config)
    return [(f"{told}:{_whose(request, one.per, key, user)}", one) for one in rates]


def _whose(request, per: str, key, user) -> str:
    if per == "ip":
        return f"ip:{ratelimit.get_ip(request)}"
    return f"key:{key}" if per == "key" else f"user:{(user or request.user).pk}"


def _refuse(request, action: str, wait: float, raise_exception: bool) -> None:
    request.wait_seconds = max(1, ceil(wait))
    if raise_exception:
        raise RateLimited
    if action not in QUIET:
        raise ImmediateHttpResponse(ratelimit.respond_429(request))


def use_once(totp: TOTP, code: str) -> bool:
    """Tell whether the code is used for the first time while it is valid."""
    name = f"code:{totp.instance.user_id}:{normalize_user_code(code)}"
    return take(name, 1, mfa.TOTP_PERIOD * (2 * mfa.TOTP_TOLERANCE + 1)).let_in


def install() -> None:
    """Let allauth count here.

    It has no setting for where it counts. Each of its paths (log-in, re-authentication, codes,
    passkeys, sign-up, letters, reset) goes through these names, so none goes around us.
    """
    ratelimit.consume, ratelimit.clear = consume, clear
    TOTP._mark_code_used = use_once


class ApiThrottle(BaseThrottle):
    """So many requests a minute for each person, or for each address that is not logged in."""

    def allow_request(self, request, view) -> bool:
        """Count the request."""
        who = f"user:{request.user.pk}" if request.user.is_authenticated else self._address(request)
        self.taken = take(f"api:{who}", settings.API_PER_MINUTE, 60)
        return self.taken.let_in

    def wait(self) -> float:
        """Seconds until there is room again."""
        return self.taken.wait

    def _address(self, request) -> str:
        return f"ip:{ratelimit.get_ip(request)}"
