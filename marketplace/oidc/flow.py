"""A log-in from outside, from the button to the person: `start` and `finish`."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.internal import statekit
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.utils.crypto import constant_time_compare

from . import client, id_token
from .configuration import WayIn
from .metadata import Metadata, metadata_of
from .refusal import Refused

CANCELLED = "access_denied"
ONCE = ("state", "code", "iss", "error")


class Cancelled(Exception):
    """Avbrutt: the person changed their mind at the provider."""


def start(request, provider, process: str, next_url: str | None) -> HttpResponseRedirect:
    """Remember what only this browser's session knows, and send the browser off."""
    way = provider.way
    metadata = metadata_of(way)
    nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    state = provider.stash_redirect_state(
        request, process, next_url, nonce=nonce, verifier=verifier, issuer=way.issuer
    )
    asked = client.request_of(way, state, nonce, verifier)
    return HttpResponseRedirect(client.address_for(way, metadata, asked))


def finish(request, provider):
    """Check everything, and let allauth log the person in."""
    way = provider.way
    answer = _answer(request)
    state = _spent_state(request, provider, answer["state"])
    metadata = metadata_of(way)
    _check_sender(way, metadata, answer, state)
    _check_outcome(answer)
    token = client.exchanged(way, metadata, answer["code"], state["verifier"])
    claims = id_token.checked(token, way, metadata, state["nonce"])
    person = way.kind.read(claims, way.level, way.resource)
    with one_at_a_time():
        return complete_social_login(request, _log_in(request, provider, person, state))


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Whoever comes in by two browsers at once, for the first time, comes in by one of them."""
    try:
        yield
    except IntegrityError:
        raise Refused("state", "somebody new came twice at once") from None


def _answer(request) -> dict[str, str]:
    """What came through the browser; said twice is not said."""
    if any(len(request.GET.getlist(name)) > 1 for name in ONCE):
        raise Refused("answer", "a parameter stands twice")
    return {name: request.GET.get(name, "") for name in ONCE}


def _spent_state(request, provider, state_id: str) -> dict:
    """Use up the state. The session's row is locked, so that two answers cannot both have it."""
    with transaction.atomic():
        key = request.session.session_key
        request.session.model.objects.select_for_update().filter(session_key=key).first()
        # Read before the lock, it could still hold what somebody else has used.
        request.session = type(request.session)(key)
        state = statekit.unstash_state(request, provider_id=provider.sub_id, state_id=state_id)
    if state is None:
        raise Refused("state", "unknown, old or used")
    return state


def _check_sender(way: WayIn, metadata: Metadata, answer: dict, state: dict) -> None:
    """Mix-up (RFC 9207): the answer must be from the one that was asked."""
    if state.get("issuer") != way.issuer:
        raise Refused("state", "another issuer was asked")
    told = answer["iss"]
    if (told or metadata.tells_issuer) and not constant_time_compare(told, way.issuer):
        raise Refused("issuer", "another issuer answered")


def _check_outcome(answer: dict[str, str]) -> None:
    if answer["error"] == CANCELLED:
        raise Cancelled
    if answer["error"] or not answer["code"]:
        raise Refused("answer", "error" if answer["error"] else "no code")


def _log_in(request, provider, person, state: dict):
    log_in = provider.sociallogin_from_response(request, person)
    kept = {name: state[name] for name in ("process", "next") if name in state}
    arrival = {"orgnr": person.orgnr, "strong": person.strong}
    log_in.state = kept | {"arrival": arrival}
    return log_in
