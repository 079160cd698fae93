"""The guard at the socket: pins the checked address, and counts every second and byte."""

import time

import httpcore2
from django.conf import settings

from .address import public_ips
from .refusal import FetchFailed, FetchRefused

HEADER_ROOM = 65_536
CONNECT_SECONDS = 5.0


class Budget:
    """The time and bytes that are left for one fetch, all redirects included."""

    def __init__(self, seconds: float, max_bytes: int):
        self.ends_at = time.monotonic() + seconds
        self.bytes_left = max_bytes + HEADER_ROOM

    def seconds(self, wanted: float | None = None) -> float:
        """Return how long one operation may take; no time left ends the fetch."""
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise FetchFailed("timeout")
        return left if wanted is None else min(wanted, left)

    def spend(self, count: int) -> None:
        """Take bytes off the budget."""
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise FetchRefused("size")


class GuardedStream(httpcore2.NetworkStream):
    """A socket on a budget: time-outs per read alone would let a slow drip go on for ever."""

    def __init__(self, stream: httpcore2.NetworkStream, budget: Budget):
        self.stream = stream
        self.budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self.stream.read(max_bytes, self.budget.seconds(timeout))
        self.budget.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.budget.seconds(timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(self, ssl_context, server_hostname=None, timeout=None) -> "GuardedStream":
        seconds = self.budget.seconds(timeout)
        tls = self.stream.start_tls(ssl_context, server_hostname, seconds)
        return GuardedStream(tls, self.budget)

    def get_extra_info(self, info: str):
        return self.stream.get_extra_info(info)


class Guard(httpcore2.NetworkBackend):
    """The only way out: looks up once, refuses what is not public, dials what was looked up."""

    def __init__(self, budget: Budget):
        self.budget = budget
        self.sockets = httpcore2.SyncBackend()
        self.ip = ""

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        error = None
        for ip, at in self._addresses(host, port):
            self.ip = ip
            try:
                seconds = min(self.budget.seconds(timeout), CONNECT_SECONDS)
                return GuardedStream(self.sockets.connect_tcp(ip, at, seconds), self.budget)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failure:
                error = failure
        raise error

    def _addresses(self, host: str, port: int) -> list[tuple[str, int]]:
        if door := demo_door(host, port):
            return [door]
        return [(ip, port) for ip in public_ips(host, port, self.budget.seconds())]

    def connect_unix_socket(self, path, timeout=None, socket_options=None):
        raise FetchRefused("address", path)


def demo_door(host: str, port: int) -> tuple[str, int] | None:
    """Return where the demo's own supplier server answers; settings refuse this in production."""
    return settings.FETCH_CONNECT_TO.get((host, port))
