"""Which addresses may be reached: well-formed, on a known port, and public."""

import ipaddress
import queue
import re
import socket
import threading

import httpx2

from .refusal import FetchFailed, FetchRefused

PORTS = {"https": {443, 8443}, "http": {80}}
DEFAULT_PORTS = {"https": 443, "http": 80}
LONGEST_URL = 2_000
LONGEST_HOST = 253

# Written out, because `ipaddress.is_global` lets through multicast, NAT64 and cloud metadata.
NOT_PUBLIC = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "168.63.129.16/32",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "3fff::/20",
]
DENIED = [ipaddress.ip_network(network) for network in NOT_PUBLIC]
PUBLIC_V6 = ipaddress.ip_network("2000::/3")
NAME = re.compile(r"[a-z0-9_][a-z0-9_-]{0,62}(\.[a-z0-9_][a-z0-9_-]{0,62})+")
NUMERIC_END = re.compile(r"\.(0x[0-9a-f]*|[0-9]+)$")


def is_public(ip: str) -> bool:
    """Tell whether an IP address is on the open internet."""
    address = ipaddress.ip_address(ip.split("%")[0])
    if address.version == 6 and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.version == 6 and address not in PUBLIC_V6:
        return False
    return not any(address in network for network in DENIED if network.version == address.version)


def checked_url(text: str, schemes: tuple[str, ...]) -> httpx2.URL:
    """Return the address in normal form, or refuse it before anything is looked up."""
    url = _parsed(text)
    if url.scheme not in schemes or url.scheme not in PORTS:
        raise FetchRefused("scheme", url.scheme)
    if url.userinfo:
        raise FetchRefused("userinfo")
    if port_of(url) not in PORTS[url.scheme]:
        raise FetchRefused("port", str(url.port))
    return url.copy_with(host=_checked_host(url), fragment=None)


def _parsed(text: str) -> httpx2.URL:
    try:
        if len(text) > LONGEST_URL:
            raise ValueError("too long")
        return httpx2.URL(text)
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        raise FetchRefused("url", str(error)) from error


def port_of(url: httpx2.URL) -> int:
    """Return the port that will be dialled."""
    return DEFAULT_PORTS.get(url.scheme, 0) if url.port is None else url.port


def _checked_host(url: httpx2.URL) -> str:
    host = host_of(url)
    if not is_ip(host) and not _is_full_name(host):
        raise FetchRefused("host", host)
    return f"[{host}]" if ":" in host else host


def _is_full_name(host: str) -> bool:
    # 0x7f.1 and 0177.0.0.1 look like names, but the resolver reads them as addresses.
    fits = len(host) <= LONGEST_HOST and NAME.fullmatch(host)
    return bool(fits) and not NUMERIC_END.search(host)


def host_of(url: httpx2.URL) -> str:
    """Return the host as ASCII, lower case, without the trailing dot."""
    return url.raw_host.decode("ascii").lower().removesuffix(".")


def is_ip(host: str) -> bool:
    """Tell whether the host is a literal IP address in its ordinary form."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def public_ips(host: str, port: int, timeout: float) -> list[str]:
    """Look the host up once; every single answer must be public."""
    ips = [host] if is_ip(host) else _look_up(host, port, timeout)
    hidden = [ip for ip in ips if not is_public(ip)]
    if hidden or not ips:
        raise FetchRefused("address", f"{host}: {', '.join(hidden)}")
    return ips


def _look_up(host: str, port: int, timeout: float) -> list[str]:
    """Ask DNS in a thread of its own: the resolver has no time limit that we can set."""
    answers: queue.SimpleQueue = queue.SimpleQueue()
    threading.Thread(target=_resolve, args=(host, port, answers), daemon=True).start()
    try:
        infos = answers.get(timeout=timeout)
    except queue.Empty as error:
        raise FetchFailed("timeout", host) from error
    if isinstance(infos, Exception):
        raise FetchFailed("dns", str(infos)) from infos
    return list(dict.fromkeys(info[4][0] for info in infos))


def _resolve(host: str, port: int, answers: queue.SimpleQueue) -> None:
    try:  # The trailing dot keeps the machine's search domains out of it.
        answers.put(socket.getaddrinfo(f"{host}.", port, type=socket.SOCK_STREAM))
    except (OSError, UnicodeError) as error:
        answers.put(error)
