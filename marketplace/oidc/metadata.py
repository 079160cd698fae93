"""What a provider says about itself, and its public keys; kept in the process for a day."""

import time
from dataclasses import dataclass, field

import jwt
from django.conf import settings

from .configuration import WayIn, is_safe, origin_of
from .refusal import Refused
from .wire import ask

DAY = 86_400.0
# An unknown key may be a new one, so the keys are fetched again, but not at everybody's bidding.
SOONEST_AGAIN = 60.0
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
PAR = "pushed_authorization_request_endpoint"
KEY_TYPES = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}
SHORTEST_RSA = 2048


@dataclass
class Metadata:
    """Metadata: endpoints and keys of one issuer."""

    told: dict
    fetched: float = field(default_factory=time.monotonic)
    keys: list[dict] = field(default_factory=list)
    keys_fetched: float | None = None

    @property
    def authorization(self) -> str:
        """Where the browser goes."""
        return self.told["authorization_endpoint"]

    @property
    def token(self) -> str:
        """Where the code is exchanged."""
        return self.told["token_endpoint"]

    @property
    def par(self) -> str:
        """Where the request is pushed; empty when the provider has no such place."""
        return self.told.get(PAR) or ""

    @property
    def tells_issuer(self) -> bool:
        """Tell whether every answer through the browser must name the issuer (RFC 9207)."""
        return self.told.get("authorization_response_iss_parameter_supported") is True

    def key(self, kid: str, algorithm: str) -> jwt.PyJWK:
        """Find the key that signed; fetch the keys again for one that is not known."""
        return self._find(kid, algorithm, DAY) or self._sought(kid, algorithm)

    def _sought(self, kid: str, algorithm: str) -> jwt.PyJWK:
        key = self._find(kid, algorithm, SOONEST_AGAIN)
        if key is None:
            raise Refused("signature", "unknown key")
        return key

    def _find(self, kid: str, algorithm: str, oldest: float) -> jwt.PyJWK | None:
        if self.keys_fetched is None or time.monotonic() - self.keys_fetched > oldest:
            self._fetch_keys()
        fit = [row for row in self.keys if row.get("kid") == kid and _fits(row, algorithm)]
        return _usable(fit[0], algorithm) if len(fit) == 1 else None

    def _fetch_keys(self) -> None:
        status, told = ask("GET", self.told["jwks_uri"])
        rows = told.get("keys")
        if status != 200 or not isinstance(rows, list):
            raise Refused("down", f"no keys, status {status}")
        self.keys = [row for row in rows if isinstance(row, dict)]
        self.keys_fetched = time.monotonic()


_known: dict[str, Metadata] = {}


def forget() -> None:
    """Drop everything that is kept."""
    _known.clear()


def metadata_of(way: WayIn) -> Metadata:
    """Return what the issuer says about itself, at most a day old."""
    known = _known.get(way.issuer)
    if known is None or time.monotonic() - known.fetched > DAY:
        known = _known[way.issuer] = Metadata(_discovered(way))
    if origin_of(known.authorization) not in way.browser_origins:
        raise Refused("metadata", "authorization_endpoint is not in browser_origins")
    if way.kind.needs_par and not known.par:
        raise Refused("metadata", "no place to push the request")
    return known


def _discovered(way: WayIn) -> dict:
    address = way.issuer.rstrip("/") + "/.well-known/openid-configuration"
    status, told = ask("GET", address)
    if status != 200:
        raise Refused("down", f"discovery status {status}")
    if told.get("issuer") != way.issuer:
        raise Refused("metadata", "another issuer")
    for name in (*ENDPOINTS, *([PAR] if told.get(PAR) else [])):
        if not isinstance(told.get(name), str) or not is_safe(told[name], settings.DEMO):
            raise Refused("metadata", f"{name} is missing or not https")
    return told


def _fits(row: dict, algorithm: str) -> bool:
    """A key is used for what it was made for: no secret, no encryption key, no other algorithm."""
    return (
        row.get("kty") == KEY_TYPES[algorithm]
        and row.get("use", "sig") == "sig"
        and row.get("alg", algorithm) == algorithm
    )


def _usable(row: dict, algorithm: str) -> jwt.PyJWK:
    try:
        key = jwt.PyJWK(row, algorithm=algorithm)
    except jwt.PyJWTError:
        raise Refused("signature", "unreadable key") from None
    if KEY_TYPES[algorithm] == "RSA" and key.key.key_size < SHORTEST_RSA:
        raise Refused("signature", "the key is too short")
    return key
