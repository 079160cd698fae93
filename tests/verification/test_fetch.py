"""The guarded fetcher against servers that behave badly, and what it brings back."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from marketplace.fetch import FetchFailed, FetchRefused, fetch


class OddServer(BaseHTTPRequestHandler):
    """Behaves badly, a different way on each path."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        getattr(self, f"on_{self.path.strip('/').partition('?')[0]}")()

    def answer(self, status=200, body=b"", **headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def on_hello(self):
        self.answer(body=b"hei", Set_Cookie="hemmelig=1", X_Twice="a")

    def on_echo(self):
        self.answer(body=json.dumps({k.lower(): v for k, v in self.headers.items()}).encode())

    def on_large(self):
        self.answer(body=b"x" * 200_000)

    def on_gzip(self):
        self.answer(body=b"\x1f\x8b", Content_Encoding="gzip")

    def on_loop(self):
        self.answer(302, Location="/loop")

    def on_inside(self):
        self.answer(302, Location="http://169.254.169.254/latest/meta-data/")

    def on_file(self):
        self.answer(302, Location="file:///etc/passwd")

    def on_away(self):
        self.answer(302, Location="http://other.example/echo")

    def on_near(self):
        self.answer(302, Location="/echo")

    def on_drip(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.drip(b".")

    def on_headerdrip(self):
        self.send_response(200)
        self.flush_headers()
        self.drip(b"X-Slow: 1\r\n")

    def on_hints(self):
        hint = b"HTTP/1.1 103 Early Hints\r\nLink: " + b"x" * 10_000 + b"\r\n\r\n"
        for _ in range(50):
            self.wfile.write(hint)
        self.answer(body=b"hei")

    def drip(self, piece):
        for _ in range(50):
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(0.1)

    def log_message(self, *args):
        pass


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


@pytest.fixture
def odd_server(settings):
    server = QuietServer(("127.0.0.1", 0), OddServer)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    here = ("127.0.0.1", server.server_port)
    hosts = ("odd.example", "other.example", "xn--blbr-roah.example")
    settings.FETCH_CONNECT_TO = {(host, 80): here for host in hosts}
    yield "http://odd.example"
    server.shutdown()
    server.server_close()


def get(url, **options):
    return fetch(url, schemes=("http", "https"), **options)


def test_a_redirect_to_a_private_address_is_refused(odd_server):
    with pytest.raises(FetchRefused) as refusal:
        get(f"{odd_server}/inside")

    assert refusal.value.reason == "address"
    assert refusal.value.exchange.hops[0] == ("http://odd.example/inside", 302)


def test_no_redirect_at_all_may_be_allowed(odd_server):
    with pytest.raises(FetchRefused) as refusal:
        get(f"{odd_server}/near", max_redirects=0)

    assert refusal.value.reason == "redirects"


def test_a_redirect_to_another_scheme_is_refused(odd_server):
    with pytest.raises(FetchRefused) as refusal:
        get(f"{odd_server}/file")

    assert refusal.value.reason == "scheme"


def test_too_many_redirects_are_refused(odd_server):
    with pytest.raises(FetchRefused) as refusal:
        get(f"{odd_server}/loop")

    assert refusal.value.reason == "redirects"
    assert len(refusal.value.exchange.hops) == 4


def test_a_redirect_is_an_answer_when_it_is_not_to_be_followed(odd_server):
    exchange = get(f"{odd_server}/near", follow=False)

    assert (exchange.status, exchange.headers["location"]) == (302, "/echo")


def test_authorization_stays_at_home_on_a_redirect_to_another_host(odd_server):
    secret = {"Authorization": "Bearer x", "Cookie": "a=1", "X-Key": "k", "Accept": "text/plain"}

    seen = get(f"{odd_server}/away", headers=secret).json()

    assert seen["host"] == "other.example"
    assert seen["accept"] == "text/plain"
    assert not {"authorization", "cookie", "x-key"} & set(seen)


def test_authorization_follows_a_redirect_on_the_same_host(odd_server):
    seen = get(f"{odd_server}/near", headers={"Authorization": "Bearer x"}).json()

    assert seen["authorization"] == "Bearer x"


@pytest.mark.parametrize("path", ["drip", "headerdrip"])
def test_a_slow_drip_is_stopped_by_the_deadline(path, odd_server):
    started = time.monotonic()

    with pytest.raises(FetchFailed) as failure:
        get(f"{odd_server}/{path}", deadline=0.6)

    assert failure.value.reason == "timeout"
    assert time.monotonic() - started < 1.5


@pytest.mark.parametrize("limit", [1_000, 100_000])
def test_an_answer_that_is_too_large_is_stopped(limit, odd_server):
    with pytest.raises(FetchRefused) as refusal:
        get(f"{odd_server}/large", max_bytes=limit)

    assert refusal.value.reason == "size"


def test_bytes_outside_the_body_count_too(odd_server):
    with pytest.raises(FetchRefused) as refusal:
        get(f"{odd_server}/hints", max_bytes=1_000)

    assert refusal.value.reason == "size"


def test_a_compressed_answer_is_refused(odd_server):
    with pytest.raises(FetchRefused) as refusal:
        get(f"{odd_server}/gzip")

    assert refusal.value.reason == "encoding"
    assert refusal.value.exchange.status == 200


def test_an_exchange_tells_what_was_asked_and_what_came_back(odd_server):
    exchange = get(f"{odd_server}/hello?a=1#bit")

    assert (exchange.url, exchange.status) == ("http://odd.example/hello?a=1", 200)
    assert exchange.body == b"hei"
    assert exchange.ip == "127.0.0.1"
    assert exchange.hops == (("http://odd.example/hello?a=1", 200),)


def test_evidence_holds_neither_cookies_nor_the_body(odd_server):
    evidence = get(f"{odd_server}/hello").as_json()

    assert evidence["headers"]["set-cookie"] == "***"
    assert evidence["size"] == 3
    assert "hei" not in json.dumps(evidence)


def test_norwegian_letters_and_a_trailing_dot_are_put_in_normal_form(odd_server):
    exchange = get("http://BLÅBÆR.example./echo")

    assert exchange.json()["host"] == "xn--blbr-roah.example"
    assert exchange.json()["accept-encoding"] == "identity"
