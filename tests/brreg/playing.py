"""A register on loopback that can be told to behave in any way."""

import gzip
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from marketplace.demo import register

GOOD = register.NEW


def found(**more) -> dict:
    """What the register says about the company, with some of it changed."""
    return register.entry(GOOD) | more


class Handler(BaseHTTPRequestHandler):
    """Plays the server's scene: a status with a body, or a way to misbehave."""

    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self) -> None:
        """Note what was asked, and play."""
        self.server.asked.append((self.path, dict(self.headers)))
        scene = self.server.scene
        getattr(self, scene)() if isinstance(scene, str) else self._answer(*scene)

    def _answer(self, status: int, body: bytes | dict, headers: dict | None = None) -> None:
        told = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(told)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(told)

    def silent(self) -> None:
        """Say nothing for longer than anybody waits."""
        self.server.over.wait(30)

    def dripping_head(self) -> None:
        """Send the head one byte at a time, so that no single read takes long."""
        for _time in range(200):
            if self.server.over.wait(0.1):
                return
            self.wfile.write(b"H")
            self.wfile.flush()

    def dripping_body(self) -> None:
        """Send the body one byte at a time."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _time in range(200):
            if self.server.over.wait(0.1):
                return
            self.wfile.write(b"{")
            self.wfile.flush()

    def hanging_up(self) -> None:
        """Close the door in the middle of the answer."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b'{"navn":')
        self.close_connection = True

    def packed(self) -> None:
        """Send something packed, although it was asked not to."""
        body = gzip.compress(json.dumps(found()).encode())
        self._answer(200, body, {"Content-Encoding": "gzip"})

    def log_message(self, *_args) -> None:
        """Keep quiet."""


class Server(ThreadingHTTPServer):
    """Holds the scene that is played, and everything that was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.scene, self.asked, self.over = (200, found()), [], threading.Event()

    def handle_error(self, request, client_address) -> None:
        """Clients that hang up are no news."""

    @property
    def url(self) -> str:
        """What BRREG_URL is set to."""
        return f"http://127.0.0.1:{self.server_port}/enhetsregisteret/api"


@contextmanager
def playing():
    """The register stands while the block lasts."""
    server = Server()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
