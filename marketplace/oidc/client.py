"""Our side of the conversation: the request that is pushed, and the code that is exchanged."""

import base64
import hashlib
import json
import re
import secrets
from urllib.parse import urlencode

import jwt
from django.conf import settings
from django.urls import reverse

from marketplace.clock import db_now

from .configuration import WayIn
from .metadata import Metadata
from .refusal import Refused
from .wire import ask

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_SECONDS = 30
ERROR = re.compile("[a-z_]{1,60}")


def callback_url(way: WayIn) -> str:
    """Where the provider sends the browser back: registered there, so never made from a request."""
    return settings.SITE_URL.rstrip("/") + reverse("oidc_callback", args=[way.id])


def request_of(way: WayIn, state: str, nonce: str, verifier: str) -> dict[str, str]:
    """Everything that is asked for. Nothing of it comes from the browser."""
    asked = {
        "client_id": way.client_id,
        "response_type": "code",
        "redirect_uri": callback_url(way),
        "scope": " ".join(way.kind.scopes),
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
        "acr_values": way.kind.ladder[way.level],
        "authorization_details": _details(way),
        "max_age": "" if way.max_age is None else str(way.max_age),
    }
    return {name: value for name, value in asked.items() if value}


def address_for(way: WayIn, metadata: Metadata, asked: dict[str, str]) -> str:
    """Push the request where that can be done, and return where the browser goes."""
    if metadata.par:
        asked = {"client_id": way.client_id, "request_uri": _pushed(way, metadata, asked)}
    joint = "&" if "?" in metadata.authorization else "?"
    return metadata.authorization + joint + urlencode(asked)


def exchanged(way: WayIn, metadata: Metadata, code: str, verifier: str) -> str:
    """Give the code back and return the id_token; all other tokens are thrown away."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": callback_url(way),
        "client_id": way.client_id,
        "code_verifier": verifier,
    }
    status, told = ask("POST", metadata.token, form | _proof(way))
    if status != 200:
        raise Refused("code", f"token status {status} {_error(told)}")
    return told.get("id_token")


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a PKCE verifier."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _details(way: WayIn) -> str:
    if not way.kind.details:
        return ""
    detail = {"type": way.kind.details, "representation_is_required": True}
    if way.resource:
        detail["resource"] = way.resource
    return json.dumps([detail])


def _pushed(way: WayIn, metadata: Metadata, asked: dict[str, str]) -> str:
    status, told = ask("POST", metadata.par, asked | _proof(way))
    place = told.get("request_uri")
    if status not in (200, 201) or not isinstance(place, str):
        raise Refused("request", f"pushed request status {status} {_error(told)}")
    return place


def _error(told: dict) -> str:
    """The error's name when it looks like one; what else stands there could be anything."""
    name = told.get("error")
    return name if isinstance(name, str) and ERROR.fullmatch(name) else ""


def _proof(way: WayIn) -> dict[str, str]:
    """`private_key_jwt`: a short-lived statement with our signature, for the issuer only."""
    now = int(db_now().timestamp())
    statement = {
        "iss": way.client_id,
        "sub": way.client_id,
        "aud": way.issuer,
        "iat": now,
        "nbf": now,
        "exp": now + ASSERTION_SECONDS,
        "jti": secrets.token_urlsafe(24),
    }
    headers = {"kid": way.key.key_id, "typ": way.kind.assertion_type}
    signed = jwt.encode(statement, way.key.key, way.key.algorithm_name, headers=headers)
    return {"client_assertion_type": ASSERTION, "client_assertion": signed}
