"""Which addresses the guarded fetcher refuses, and what it dials."""

import socket
import time

import pytest

from marketplace.demo.supplier import ports, running
from marketplace.fetch import FetchFailed, FetchRefused, fetch
from marketplace.fetch.address import is_public

PUBLIC_IP = "93.184.215.14"

PRIVATE_IPS = [
    "0.0.0.0",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.1.2.3",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.9",
    "192.0.2.1",
    "192.31.196.1",
    "192.52.193.1",
    "192.88.99.1",
    "192.168.1.1",
    "192.175.48.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]

BAD_ADDRESSES = [
    ("", "scheme"),
    ("kommune.example", "scheme"),
    ("http://kommune.example/", "scheme"),
    ("file:///etc/passwd", "scheme"),
    ("ftp://kommune.example/", "scheme"),
    ("gopher://kommune.example/", "scheme"),
    ("https://user:pass@kommune.example/", "userinfo"),
    ("https://kommune.example\\@127.0.0.1/", "userinfo"),
    ("https://kommune.example:22/", "port"),
    ("https://kommune.example:80/", "port"),
    ("https://kommune.example:0/", "port"),
    ("https://kommune.example:99999/", "port"),
    ("https:///sti", "host"),
    ("https://localhost/", "host"),
    ("https://intranett/", "host"),
    ("https://2130706433/", "host"),
    ("https://0x7f000001/", "host"),
    ("https://0177.0.0.1/", "url"),
    ("https://127.1/", "host"),
    ("https://0x7f.0.0.1/", "host"),
    ("https://127.0.0.1./", "address"),
    ("https://127。0。0。1/", "address"),
    ("https://%31%32%37.0.0.1/", "host"),
    ("https://a..example/", "host"),
    ("https://kommune.example/" + "a" * 2_000, "url"),
    ("https://kommune.example/\x00", "url"),
]


@pytest.fixture
def no_doors(settings):
    settings.FETCH_CONNECT_TO = {}
    settings.FETCH_EXTRA_CA = ""


@pytest.fixture
def dialled(monkeypatch):
    """Record what would have been dialled, and let nobody through."""
    calls = []

    def refuse(address, *args, **kwargs):
        calls.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    return calls


def answer_dns(monkeypatch, *answers):
    """Let DNS give these answers, one after the other; return the list of names asked for."""
    asked = []

    def resolve(host, port, *args, **kwargs):
        asked.append(host)
        ips = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


@pytest.mark.parametrize("ip", PRIVATE_IPS)
def test_an_address_that_is_not_public_is_refused(ip, no_doors, dialled):
    host = f"[{ip}]" if ":" in ip else ip

    with pytest.raises(FetchRefused) as refusal:
        fetch(f"https://{host}/")

    assert refusal.value.reason == "address"
    assert dialled == []


@pytest.mark.parametrize("ip", PRIVATE_IPS)
def test_a_name_that_points_inside_is_refused(ip, no_doors, dialled, monkeypatch):
    answer_dns(monkeypatch, [ip])

    with pytest.raises(FetchRefused):
        fetch("https://intern.example/")

    assert dialled == []


@pytest.mark.parametrize(("url", "reason"), BAD_ADDRESSES)
def test_a_malformed_or_odd_address_is_refused(url, reason, no_doors, dialled):
    with pytest.raises(FetchRefused) as refusal:
        fetch(url)

    assert refusal.value.reason == reason
    assert dialled == []


@pytest.mark.parametrize("ip", [PUBLIC_IP, "1.1.1.1", "2606:4700:4700::1111"])
def test_a_public_address_is_public(ip):
    assert is_public(ip)


def test_one_private_answer_among_public_ones_is_enough_to_refuse(no_doors, dialled, monkeypatch):
    answer_dns(monkeypatch, [PUBLIC_IP, "10.0.0.1"])

    with pytest.raises(FetchRefused):
        fetch("https://blandet.example/")

    assert dialled == []


def test_a_rebinding_name_is_looked_up_once_and_the_first_answer_dialled(
    no_doors, dialled, monkeypatch
):
    asked = answer_dns(monkeypatch, [PUBLIC_IP], ["127.0.0.1"])

    with pytest.raises(FetchFailed) as failure:
        fetch("https://lumsk.example/")

    assert failure.value.reason == "connect"
    assert asked == ["lumsk.example."]
    assert dialled == [(PUBLIC_IP, 443)]


def test_every_connection_goes_through_the_guard(no_doors, dialled, monkeypatch):
    # httpcore2 would dial the name itself if it ever ignored the network backend.
    answer_dns(monkeypatch, [PUBLIC_IP])

    with pytest.raises(FetchFailed):
        fetch("https://navn.example:8443/")

    assert dialled == [(PUBLIC_IP, 8443)]


def test_a_slow_name_server_is_stopped_by_the_deadline(no_doors, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: time.sleep(3))

    with pytest.raises(FetchFailed) as failure:
        fetch("https://sen.example/", deadline=0.3)

    assert failure.value.reason == "timeout"


def test_an_unknown_name_fails_with_a_sentence(no_doors, monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    with pytest.raises(FetchFailed, match="domenenavnet") as failure:
        fetch("https://finnes-ikke.example/")

    assert failure.value.reason == "dns"


@pytest.fixture(scope="module")
def supplier(tmp_path_factory):
    with running(tmp_path_factory.mktemp("supplier"), slow=0.1) as state:
        yield state


@pytest.fixture
def supplier_port(supplier):
    return ports(supplier)[443]


def test_the_demo_door_is_for_one_host_and_port_only(supplier, supplier_port, settings, dialled):
    settings.FETCH_CONNECT_TO = {("kognitivkart.demo.example", 443): ("127.0.0.1", supplier_port)}
    settings.FETCH_EXTRA_CA = supplier["ca"]

    with pytest.raises(FetchFailed):
        fetch("https://kognitivkart.demo.example/")

    with pytest.raises((FetchFailed, FetchRefused)):
        fetch("https://kognitivkart.demo.example:8443/")
    assert dialled == [("127.0.0.1", supplier_port)]


def test_the_demo_authority_is_believed_at_the_demo_door(supplier, supplier_port, settings):
    settings.FETCH_CONNECT_TO = {("kognitivkart.demo.example", 443): ("127.0.0.1", supplier_port)}
    settings.FETCH_EXTRA_CA = supplier["ca"]

    assert fetch("https://kognitivkart.demo.example/").status == 200


def test_the_demo_authority_is_not_believed_anywhere_else(
    supplier, supplier_port, settings, monkeypatch
):
    settings.FETCH_CONNECT_TO = {("svak.demo.example", 443): ("127.0.0.1", supplier_port)}
    settings.FETCH_EXTRA_CA = supplier["ca"]

    def dial_the_supplier(*args, **kwargs):
        connection = socket.socket()
        connection.connect(("127.0.0.1", supplier_port))
        return connection

    answer_dns(monkeypatch, [PUBLIC_IP])
    monkeypatch.setattr(socket, "create_connection", dial_the_supplier)

    with pytest.raises(FetchFailed) as failure:
        fetch("https://kognitivkart.demo.example/")

    assert failure.value.reason == "tls"
