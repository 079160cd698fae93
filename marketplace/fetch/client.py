"""One fetch: address by address, each of them checked again."""

import functools
import logging
import ssl
import time
from contextlib import contextmanager

import httpcore2
import httpx2
from django.conf import settings

from .address import LONGEST_URL, checked_url, host_of, port_of
from .exchange import Exchange
from .guard import Budget, Guard, demo_door
from .refusal import FetchError, FetchFailed, FetchRefused

log = logging.getLogger(__name__)

REDIRECTS = {301, 302, 303, 307, 308}
USER_AGENT = "FKJ-verifikasjon/1"
HARMLESS_HEADERS = {"accept", "accept-language"}


def fetch(
    url: str,
    *,
    headers: dict[str, str] | None = None,
    schemes: tuple[str, ...] = ("https",),
    follow: bool = True,
    deadline: float = 15.0,
    max_bytes: int = 2_000_000,
    max_redirects: int = 3,
) -> Exchange:
    """Fetch an address that a person typed; FetchRefused or FetchFailed when there is no answer."""
    journey = Journey(headers or {}, schemes, Budget(deadline, max_bytes), max_bytes)
    return journey.travel(url, max_redirects if follow else None)


class Journey:
    """The way from the typed address to the final answer."""

    def __init__(self, headers: dict, schemes: tuple[str, ...], budget: Budget, max_bytes: int):
        self.headers = {name.lower(): value for name, value in headers.items()}
        self.schemes = schemes
        self.guard = Guard(budget)
        self.max_bytes = max_bytes
        self.hops: list[tuple[str, int]] = []
        self.started = time.monotonic()

    def travel(self, address: str, max_redirects: int | None) -> Exchange:
        """Go until there is an answer; an error leaves with what was seen on the way."""
        try:
            return self._follow(address, max_redirects)
        except FetchError as error:
            log.warning("not fetched: %s (%s) %s", error.reason, error.detail, address[:200])
            last = self.hops[-1] if self.hops else (address[:LONGEST_URL], 0)
            error.exchange = self._exchange(*last)
            raise

    def _follow(self, address: str, max_redirects: int | None) -> Exchange:
        url = checked_url(address, self.schemes)
        while True:
            exchange = self._ask(url)
            target = exchange.headers.get("location")
            if max_redirects is None or exchange.status not in REDIRECTS or not target:
                return exchange
            if len(self.hops) > max_redirects:
                raise FetchRefused("redirects")
            url = self._next(url, target)

    def _next(self, url: httpx2.URL, target: str) -> httpx2.URL:
        try:
            joined = str(url.join(target))
        except (httpx2.InvalidURL, ValueError) as error:
            raise FetchRefused("url", target) from error
        there = checked_url(joined, self.schemes)
        if _origin(there) != _origin(url):
            self.headers = {k: v for k, v in self.headers.items() if k in HARMLESS_HEADERS}
        return there

    def _ask(self, url: httpx2.URL) -> Exchange:
        self.hops.append((str(url), 0))
        with _translated_errors(), _pool(url, self.guard) as pool, self._get(pool, url) as response:
            self.hops[-1] = (str(url), response.status)
            headers = _headers(response)
            if headers.get("content-encoding", "identity").lower() not in {"", "identity"}:
                raise FetchRefused("encoding")
            return self._exchange(str(url), response.status, headers, self._body(response))

    def _get(self, pool: httpcore2.ConnectionPool, url: httpx2.URL):
        target = httpcore2.URL(
            scheme=url.raw_scheme, host=host_of(url).encode(), port=url.port, target=url.raw_path
        )
        ours = {"host": url.netloc, "user-agent": USER_AGENT, "accept-encoding": "identity"}
        headers = {"accept": "*/*", **self.headers, **ours}
        return pool.stream("GET", target, headers=list(headers.items()))

    def _body(self, response: httpcore2.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_stream():
            body += chunk
            if len(body) > self.max_bytes:
                raise FetchRefused("size")
        return bytes(body)

    def _exchange(self, url: str, status: int = 0, headers=None, body: bytes = b"") -> Exchange:
        ms = round((time.monotonic() - self.started) * 1000)
        return Exchange(url, status, headers or {}, body, self.guard.ip, ms, tuple(self.hops))


def _origin(url: httpx2.URL) -> tuple[str, str, int]:
    return url.scheme, host_of(url), port_of(url)


def _headers(response: httpcore2.Response) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in response.headers:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def _pool(url: httpx2.URL, guard: Guard) -> httpcore2.ConnectionPool:
    return httpcore2.ConnectionPool(
        ssl_context=_trust(host_of(url), port_of(url)), network_backend=guard, max_connections=1
    )


def _trust(host: str, port: int) -> ssl.SSLContext:
    """Return whom to believe: the demo's own authority is believed for the demo's hosts only."""
    if settings.FETCH_EXTRA_CA and demo_door(host, port):
        return ssl.create_default_context(cafile=settings.FETCH_EXTRA_CA)
    return _public_trust()


@functools.cache
def _public_trust() -> ssl.SSLContext:
    return ssl.create_default_context()


@contextmanager
def _translated_errors():
    try:
        yield
    except httpcore2.TimeoutException as error:
        raise FetchFailed("timeout", str(error)) from error
    except httpcore2.ConnectError as error:
        reason = "tls" if _is_tls(error) else "connect"
        raise FetchFailed(reason, str(error)) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise FetchFailed("protocol", str(error)) from error


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
