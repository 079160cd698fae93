"""Load from plain Python: some clients in processes of their own, each with one open connection."""

import http.client
import multiprocessing
import statistics
import time
from dataclasses import dataclass
from itertools import cycle, islice


@dataclass(frozen=True)
class Took:
    """Målt: what one run came to."""

    requests: int
    seconds: float
    times: list[float]
    wrong: int

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds

    def within(self, share: int) -> float:
        """Milliseconds within which so many per cent were answered."""
        return statistics.quantiles(self.times, n=100)[share - 1] if len(self.times) > 1 else 0.0


def press(
    port: int, paths: list[str], seconds: float, clients: int, status=200, headers=None
) -> Took:
    """Ask for the paths in turn from so many clients at once."""
    with multiprocessing.get_context("fork").Pool(clients) as pool:
        start = time.perf_counter()
        told = [(port, paths, seconds, n, clients, status, headers or {}) for n in range(clients)]
        parts = pool.starmap(one_client, told)
        spent = time.perf_counter() - start
    times = sorted(t for part, _wrong in parts for t in part)
    return Took(len(times), spent, times, sum(wrong for _part, wrong in parts))


def one_client(port, paths, seconds, number, clients, status, headers) -> tuple[list[float], int]:
    """The times in milliseconds, and how many answers had another status."""
    asked = islice(cycle(paths), number * len(paths) // clients, None)
    line, times, wrong = http.client.HTTPConnection("127.0.0.1", port, timeout=60), [], 0
    end = time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        line.request("GET", next(asked), headers=headers)
        answer = line.getresponse()
        answer.read()
        times.append((time.perf_counter() - began) * 1000)
        wrong += answer.status != status
    return times, wrong
