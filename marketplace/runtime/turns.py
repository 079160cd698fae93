"""Waiting: for one's turn, and for something to become true."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def one_at_a_time(var: Path) -> Iterator[None]:
    """Let one process at a time start or stop servers under this directory."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "servers.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def within(seconds: float, true: Callable[[], bool]) -> bool:
    """Ask again and again until the answer is yes or the time is up."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
