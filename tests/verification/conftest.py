"""Suppliers to verify: the demo's own, and one that answers what the test tells it to."""

import ssl
import threading
from http.server import BaseHTTPRequestHandler

import pytest

from marketplace.demo.authority import certificates
from marketplace.demo.supplier import SITES, SupplierServer, ports, running
from tests import cast
from verification.checks import Subject, asking
from verification.models import Version

ODD_HOST, LOGIN_HOST = "prove.example", "innlogging.example"


@pytest.fixture(scope="module")
def supplier_server(tmp_path_factory):
    with running(tmp_path_factory.mktemp("supplier"), slow=3.1) as state:
        yield state


@pytest.fixture
def site(supplier_server, settings):
    """Open the doors to the supplier, and give the subject of one of its sites."""
    at = ports(supplier_server)
    settings.FETCH_EXTRA_CA = supplier_server["ca"]
    settings.FETCH_CONNECT_TO = {
        (host, port): ("127.0.0.1", at[port]) for host in SITES for port in (80, 443)
    }

    def subject(name, **more):
        address = f"https://{name}.demo.example"
        return Subject(number="1.0", ui_url=f"{address}/", fhir_url=f"{address}/fhir", **more)

    return subject


class Rehearsed(BaseHTTPRequestHandler):
    """Answers what the test has put in `server.answers`, in the order given."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        status, headers, body = self.server.answers.pop(0)
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def rehearse(tmp_path, settings):
    """Start a server that gives the test's answers over https, and over http."""
    chain, key = certificates(tmp_path, sorted([ODD_HOST, LOGIN_HOST]))
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(chain, key)
    servers = {443: SupplierServer(0, 0, tls), 80: SupplierServer(0, 0)}
    for server in servers.values():
        server.RequestHandlerClass = Rehearsed
        server.answers = []
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    settings.FETCH_EXTRA_CA = str(tmp_path / "ca.pem")
    settings.FETCH_CONNECT_TO = {
        (host, port): ("127.0.0.1", server.server_port)
        for host in (ODD_HOST, LOGIN_HOST)
        for port, server in servers.items()
    }

    def answers(secure=(), plain=()):
        servers[443].answers[:], servers[80].answers[:] = secure, plain
        return Subject(ui_url=f"https://{ODD_HOST}/", fhir_url=f"https://{ODD_HOST}/fhir/")

    yield answers
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def short_pause(monkeypatch):
    monkeypatch.setattr(asking, "PAUSE_SECONDS", 0.01)


@pytest.fixture
def draft(application, supplier) -> Version:
    """A version with a complete declaration that is not declared."""
    return cast.draft_version(application, supplier)


@pytest.fixture
def empty(application) -> Version:
    """A version where nothing is answered."""
    return Version.objects.create(application=application, number="0.1")
