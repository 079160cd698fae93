"""Asking clamd whether a stream of bytes holds something known to be harmful (INSTREAM)."""

import socket
import struct
from collections.abc import Iterable

from django.conf import settings

LONGEST_ANSWER = 4096
SECONDS = 30.0


class Unanswered(Exception):
    """No answer to be trusted: the file stays in quarantine and is asked about again."""


def find(chunks: Iterable[bytes]) -> str:
    """The name of what was found, or empty when nothing was."""
    try:
        with _connection() as clamd:
            clamd.sendall(b"zINSTREAM\0")
            for chunk in chunks:
                clamd.sendall(struct.pack("!I", len(chunk)) + chunk)
            clamd.sendall(struct.pack("!I", 0))
            return _meaning(_answer(clamd))
    except OSError as silence:
        raise Unanswered(str(silence)) from silence


def _connection() -> socket.socket:
    place = settings.CLAMD
    if place.startswith("/"):
        clamd = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        clamd.settimeout(SECONDS)
        clamd.connect(place)
        return clamd
    host, _colon, port = place.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _answer(clamd: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0"):
        more = clamd.recv(LONGEST_ANSWER)
        said += more
        if not more or len(said) > LONGEST_ANSWER:
            raise Unanswered("half an answer")
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()


def _meaning(said: str) -> str:
    """Only two answers count; whatever else is said, nothing is known."""
    if said == "stream: OK":
        return ""
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    raise Unanswered(said)
