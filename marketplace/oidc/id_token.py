"""The id_token: who signed it, for whom, when, and for which log-in."""

from typing import Any

import jwt
from django.utils.crypto import constant_time_compare

from marketplace.clock import db_now

from .configuration import WayIn
from .metadata import KEY_TYPES, Metadata
from .refusal import Refused

# Clocks that disagree by a minute are ordinary; by more, something is wrong.
LEEWAY = 60
OLDEST = 600
UNCHECKED_BY_LIBRARY = {
    # The library asks this machine's clock; the database's decides (below).
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,
    # Checked below too, more strictly: exactly one audience.
    "verify_aud": False,
    "verify_iss": False,
}


def checked(token: Any, way: WayIn, metadata: Metadata, nonce: str) -> dict:
    """Return the claims of a token that is genuine, ours and fresh; refuse any other."""
    claims = _signed(token, metadata)
    now = db_now().timestamp()
    _check_parties(claims, way)
    _check_times(claims, now)
    _check_log_in(claims, way, nonce, now)
    return claims


def _signed(token: Any, metadata: Metadata) -> dict:
    header = _header(token)
    algorithm, kid = header.get("alg"), header.get("kid")
    if not isinstance(algorithm, str) or algorithm not in KEY_TYPES:
        raise Refused("signature", "algorithm is not allowed")
    if not isinstance(kid, str):
        raise Refused("signature", "no kid")
    key = metadata.key(kid, algorithm)
    try:
        return jwt.decode(token, key, algorithms=[algorithm], options=UNCHECKED_BY_LIBRARY)
    except jwt.PyJWTError as error:
        raise Refused("signature", type(error).__name__) from None


def _header(token: Any) -> dict:
    try:
        return jwt.get_unverified_header(token if isinstance(token, str) else "")
    except jwt.PyJWTError:
        raise Refused("signature", "not a token") from None


def _check_parties(claims: dict, way: WayIn) -> None:
    if claims.get("iss") != way.issuer:
        raise Refused("token", "iss")
    if claims.get("aud") not in (way.client_id, [way.client_id]):
        raise Refused("token", "aud")
    if claims.get("azp", way.client_id) != way.client_id:
        raise Refused("token", "azp")


def _check_times(claims: dict, now: float) -> None:
    if _moment(claims, "exp") <= now - LEEWAY:
        raise Refused("token", "exp")
    if not now - OLDEST <= _moment(claims, "iat") <= now + LEEWAY:
        raise Refused("token", "iat")
    if "nbf" in claims and _moment(claims, "nbf") > now + LEEWAY:
        raise Refused("token", "nbf")


def _check_log_in(claims: dict, way: WayIn, nonce: str, now: float) -> None:
    told = claims.get("nonce")
    if not nonce or not isinstance(told, str) or not constant_time_compare(told, nonce):
        raise Refused("token", "nonce")
    if way.max_age is not None and _moment(claims, "auth_time") < now - way.max_age - LEEWAY:
        raise Refused("token", "auth_time")


def _moment(claims: dict, name: str) -> float:
    value = claims.get(name)
    if type(value) not in (int, float):
        raise Refused("token", name)
    return value
