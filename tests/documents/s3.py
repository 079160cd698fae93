"""A small S3 on loopback: one private bucket, every request signed."""

import threading
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    """PUT, GET, HEAD and DELETE of objects."""

    protocol_version = "HTTP/1.1"

    def _answer(self, status: int, content: bytes = b"", **headers) -> None:
        self.send_response(status)
        length = headers.pop("length", len(content))
        told = {
            "Content-Length": str(length),
            "ETag": '"x"',
            "Last-Modified": formatdate(usegmt=True),
        }
        for name, value in (told | headers).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _refuses(self) -> bool:
        signed = self.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256")
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        if not signed:
            self._answer(403)
        return not signed

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._refuses():
            self.server.kept[self.path] = self._plain(content)
            self._answer(200)

    def _plain(self, content: bytes) -> bytes:
        if "aws-chunked" not in self.headers.get("Content-Encoding", ""):
            return content
        plain = b""
        while content:
            head, _line, content = content.partition(b"\r\n")
            length = int(head.split(b";")[0], 16)
            if not length:
                break
            plain, content = plain + content[:length], content[length + 2 :]
        return plain

    def do_GET(self) -> None:
        if not self._refuses():
            found = self.server.kept.get(self.path.partition("?")[0])
            self._answer(404) if found is None else self._answer(200, found)

    do_HEAD = do_GET

    def do_DELETE(self) -> None:
        if not self._refuses():
            self.server.kept.pop(self.path, None)
            self._answer(204)

    def log_message(self, *_told) -> None:
        """Say nothing."""


@contextmanager
def bucket():
    """The server, with what it keeps and what it was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.kept, server.asked = {}, []
    server.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
