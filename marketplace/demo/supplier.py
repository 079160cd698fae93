"""A small supplier of the demo: three sites to verify, over real HTTP and TLS on loopback.

`python -m marketplace.demo.supplier --state FILE --var DIR` serves until SIGTERM. The state file
says where the sites answer and which certificate authority to believe.
"""

import argparse
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from marketplace.demo.authority import certificates

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0

GOOD_HEADERS = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}
WEAK_HEADERS = {"Content-Security-Policy": "default-src * 'unsafe-inline'"}

GOOD_STATEMENT = {
    "resourceType": "CapabilityStatement",
    "status": "active",
    "date": "2026-11-01",
    "kind": "instance",
    "implementation": {"description": "Demo: kognitiv kartlegging"},
    "fhirVersion": "4.0.1",
    "format": ["application/fhir+json"],
    "rest": [
        {
            "mode": "server",
            "resource": [
                {
                    "type": "QuestionnaireResponse",
                    "interaction": [{"code": "read"}, {"code": "search-type"}, {"code": "create"}],
                    "searchParam": [{"name": "patient", "type": "reference"}],
                },
                {
                    "type": "Patient",
                    "interaction": [{"code": "read"}, {"code": "search-type"}],
                    "searchParam": [{"name": "identifier", "type": "token"}],
                },
            ],
        }
    ],
}
BAD_STATEMENT = {
    "resourceType": "CapabilityStatement",
    "status": "ferdig",
    "kind": "instanse",
    "fhirVersion": "3.0.2",
    "rest": [{"mode": "tjener", "resource": [{"interaction": [{"code": "lese"}]}]}],
}

PAGE = """<!doctype html>
<html lang="nb">
<head><meta charset="utf-8"><title>Demo: {title}</title></head>
<body>
<main>
<h1>Demo: {title}</h1>
<p>Dette er en oppdiktet løsning fra en oppdiktet leverandør. Den finnes bare i demoen.</p>
</main>
</body>
</html>
"""


@dataclass(frozen=True)
class Site:
    """One of the supplier's sites and how well it behaves."""

    title: str
    headers: dict[str, str] = field(default_factory=lambda: GOOD_HEADERS)
    statement: dict = field(default_factory=lambda: GOOD_STATEMENT)
    redirects: bool = True
    slow: bool = False


SITES = {
    "kognitivkart.demo.example": Site("Kognitivkart"),
    "svak.demo.example": Site("Svak sikkerhet", WEAK_HEADERS, BAD_STATEMENT, redirects=False),
    "treg.demo.example": Site("Treg tjeneste", slow=True),
}


class SupplierHandler(BaseHTTPRequestHandler):
    """Answers for the site that the Host header names."""

    protocol_version = "HTTP/1.1"
    server_version = "Demo"
    sys_version = ""
    timeout = 10

    def do_GET(self):
        """Redirect to https, or answer with the page or the capability statement."""
        self.host = self.headers.get("Host", "").partition(":")[0].lower()
        site = SITES.get(self.host)
        if site is None:
            return self._answer(404, "text/plain; charset=utf-8", b"Ukjent vert", {})
        if site.slow:
            time.sleep(self.server.slow)
        if site.redirects and not self.server.secure:
            place = {"Location": f"https://{self.host}{self.path}"}
            return self._answer(301, "text/plain; charset=utf-8", b"", place)
        return self._content(site)

    def _content(self, site: Site):
        path = self.path.partition("?")[0]
        if path == "/fhir/metadata":
            body = json.dumps(site.statement).encode()
            return self._answer(200, "application/fhir+json", body, site.headers)
        found = path == "/"
        body = PAGE.format(title=site.title if found else "Fant ikke siden").encode()
        return self._answer(200 if found else 404, "text/html; charset=utf-8", body, site.headers)

    def _answer(self, status: int, media_type: str, body: bytes, headers: dict[str, str]):
        self.send_response(status)
        for name, value in {"Content-Type": media_type, **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, text, *args):
        """Write one line per request: time, scheme, host, request, status."""
        scheme = "https" if self.server.secure else "http"
        host = getattr(self, "host", "-")
        sys.stderr.write(f"{self.log_date_time_string()} {scheme} {host} {text % args}\n")


class SupplierServer(ThreadingHTTPServer):
    """Serves all sites on one port, in the clear or over TLS."""

    daemon_threads = True

    def __init__(self, port: int, slow: float, tls: ssl.SSLContext | None = None):
        super().__init__(("127.0.0.1", port), SupplierHandler)
        self.slow = slow
        self.tls = tls

    @property
    def secure(self) -> bool:
        """Tell whether this port speaks TLS."""
        return self.tls is not None

    def get_request(self):
        """Accept at once; the handshake waits for the thread, so nobody can block the door."""
        connection, client = super().get_request()
        if self.tls:
            connection.settimeout(SupplierHandler.timeout)
            connection = self.tls.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        return connection, client

    def handle_error(self, request, client_address):
        """Keep quiet about clients that hang up; that is their right."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def serve(state_file: Path, var: Path, slow: float) -> None:
    """Serve all sites until asked to stop."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    servers = _open(state_file, var, slow)
    for server in servers:
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    _write_state(state_file, servers, var / "ca.pem")
    stop.wait()
    for server in servers:
        server.shutdown()
        server.server_close()


def _open(state_file: Path, var: Path, slow: float) -> list[SupplierServer]:
    chain, key = certificates(var, sorted(SITES))
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(chain, key)
    earlier = ports(read_state(state_file))
    return [
        SupplierServer(_free_port(earlier.get(80, 0)), slow),
        SupplierServer(_free_port(earlier.get(443, 0)), slow, tls),
    ]


def _free_port(wanted: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return 0
        return wanted


def _write_state(state_file: Path, servers: list[SupplierServer], ca: Path) -> None:
    pairs = [
        f"{host}:{443 if server.secure else 80}=127.0.0.1:{server.server_port}"
        for host in SITES
        for server in servers
    ]
    state = {"connect_to": ",".join(pairs), "ca": str(ca.resolve()), "pid": os.getpid()}
    draft = state_file.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(state))
    draft.replace(state_file)


def read_state(state_file: Path) -> dict:
    """Return what the state file says; nothing when it is missing or broken."""
    try:
        return json.loads(state_file.read_text())
    except (OSError, ValueError):
        return {}


def ports(state: dict) -> dict[int, int]:
    """Return which loopback port stands for 80 and which for 443."""
    pairs = [pair.split("=") for pair in state.get("connect_to", "").split(",") if pair]
    return {int(name.rpartition(":")[2]): int(at.rpartition(":")[2]) for name, at in pairs}


@contextmanager
def running(var: Path, slow: float = 3.0) -> Iterator[dict]:
    """Run the supplier as a process of its own while the block lasts; gives its state."""
    state_file = var / "supplier.json"
    command = [sys.executable, "-m", "marketplace.demo.supplier", "--slow", str(slow)]
    command += ["--state", str(state_file), "--var", str(var)]
    with open(var / "supplier.log", "ab") as log:
        process = subprocess.Popen(command, cwd=CHECKOUT, stdout=log, stderr=log)
    try:
        yield _awaited_state(state_file, process)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _awaited_state(state_file: Path, process: subprocess.Popen) -> dict:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        state = read_state(state_file)
        if state.get("pid") == process.pid:
            return state
        time.sleep(0.05)
    raise RuntimeError("The demo supplier did not start; see supplier.log.")


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, required=True, help="where to write the state")
    parser.add_argument("--var", type=Path, required=True, help="folder for certificates")
    parser.add_argument("--slow", type=float, default=3.0, help="seconds a slow answer takes")
    arguments = parser.parse_args()
    arguments.var.mkdir(parents=True, exist_ok=True)
    arguments.state.parent.mkdir(parents=True, exist_ok=True)
    serve(arguments.state, arguments.var, arguments.slow)


if __name__ == "__main__":
    main()
