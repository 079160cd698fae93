"""One question to the register: bounded in time and size, whatever the other end does."""

import json
import queue
import threading
import time

import httpx2
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

HEADERS = {
    "Accept": "application/vnd.brreg.enhetsregisteret.enhet.v2+json;charset=UTF-8",
    # Nothing packed: a small answer must not unpack into a large one.
    "Accept-Encoding": "identity",
}
SECONDS, LONGEST = 5.0, 200_000
ANSWERS = {200, 404, 410}

if not settings.DEMO and not settings.BRREG_URL.startswith("https://"):
    raise ImproperlyConfigured("BRREG_URL must begin with https://, except in demo and tests.")


class Unavailable(Exception):
    """The register did not answer in a way that can be used."""


def ask(orgnr: str) -> tuple[int, dict]:
    """Ask about a number; returns the status (200, 404, 410) and the body, within five seconds."""
    answers: queue.SimpleQueue = queue.SimpleQueue()
    # In a thread of its own: neither the resolver nor a drip of headers has a limit of its own.
    threading.Thread(target=_hurry, args=(orgnr, answers), daemon=True).start()
    try:
        answer = answers.get(timeout=SECONDS)
    except queue.Empty as error:
        raise Unavailable("timeout") from error
    if isinstance(answer, Exception):
        raise Unavailable(str(answer)) from answer
    return answer


def _hurry(orgnr: str, answers: queue.SimpleQueue) -> None:
    try:
        answers.put(_exchange(orgnr))
    except Exception as error:  # Whatever it was, the one who waits must hear of it.
        answers.put(error)


def _exchange(orgnr: str) -> tuple[int, dict]:
    ends_at = time.monotonic() + SECONDS
    address = f"{settings.BRREG_URL}/enheter/{orgnr}"
    with (
        httpx2.Client(timeout=SECONDS, trust_env=False) as client,
        client.stream("GET", address, headers=HEADERS) as response,
    ):
        if response.status_code not in ANSWERS:
            raise Unavailable(f"status {response.status_code}")
        body = _body(response, ends_at)
    # Only «found» must be readable: that a number is unknown or removed, the status says alone.
    return response.status_code, _read(body) if response.status_code == 200 else {}


def _body(response: httpx2.Response, ends_at: float) -> bytes:
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > LONGEST or time.monotonic() > ends_at:
            raise Unavailable("too much, or too slow")
    return bytes(body)


def _read(body: bytes) -> dict:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unavailable("not JSON") from error
    if not isinstance(told, dict):
        raise Unavailable("not an object")
    return told
