"""A small clamd on loopback that answers as it is told."""

import socket
import struct
import threading
from contextlib import contextmanager

OK, FOUND = b"stream: OK\0", b"stream: Win.Test.EICAR_HDB-1 FOUND\0"
EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


def _exactly(client, count: int) -> bytes:
    got = b""
    while len(got) < count and (more := client.recv(count - len(got))):
        got += more
    return got


def _stream(client) -> bytes:
    assert _exactly(client, 10) == b"zINSTREAM\0"
    content = b""
    while length := struct.unpack("!I", _exactly(client, 4))[0]:
        content += _exactly(client, length)
    return content


def at(listener) -> str:
    """Where it listens."""
    host, port = listener.getsockname()
    return f"{host}:{port}"


class Clamd:
    """What it says: `look` (OK or FOUND), or one of the faults by name."""

    def __init__(self) -> None:
        self.mood, self.seen = "look", []

    def serve(self, listener) -> None:
        """Answer one after the other until the listener is closed."""
        while True:
            try:
                client, _address = listener.accept()
            except OSError:
                return
            with client:
                self._answer(client)

    def _answer(self, client) -> None:
        if self.mood == "hang up":
            return
        content = _stream(client)
        self.seen.append(content)
        if self.mood == "silence":
            client.recv(1)  # says nothing until the portal has had enough
            return
        said = FOUND if EICAR in content else OK
        faults = {"error": b"INSTREAM size limit exceeded. ERROR\0", "half": said[:6], "odd": b"\0"}
        client.sendall(faults.get(self.mood, said))


@contextmanager
def answering(address=("127.0.0.1", 0)):
    """A clamd that answers, and where."""
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.bind(address)
        listener.listen()
        clamd = Clamd()
        clamd.place = address if isinstance(address, str) else at(listener)
        thread = threading.Thread(target=clamd.serve, args=(listener,), daemon=True)
        thread.start()
        yield clamd
