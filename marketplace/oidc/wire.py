"""Asking a provider over HTTP: five seconds, a bounded answer, no redirects."""

import json
import time

import httpx2

from .refusal import Refused

SECONDS = 5.0
MOST_BYTES = 500_000


def ask(method: str, url: str, form: dict[str, str] | None = None) -> tuple[int, dict]:
    """Return status and JSON; a provider that is away or talks nonsense is down."""
    deadline = time.monotonic() + SECONDS
    headers = {"Accept": "application/json"}
    try:
        with (
            httpx2.Client(timeout=SECONDS, follow_redirects=False) as client,
            client.stream(method, url, data=form, headers=headers) as answer,
        ):
            body = _read(answer, deadline)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise Refused("down", type(error).__name__) from None
    return answer.status_code, _json(answer.status_code, body)


def _read(answer: httpx2.Response, deadline: float) -> bytes:
    body = b""
    for chunk in answer.iter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Refused("down", "the answer is too long")
        if time.monotonic() > deadline:
            raise Refused("down", "the answer is too slow")
    return body


def _json(status: int, body: bytes) -> dict:
    if status >= 500:
        raise Refused("down", f"status {status}")
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused("down", f"status {status} without JSON") from None
    if not isinstance(told, dict):
        raise Refused("down", f"status {status} without an object")
    return told
