"""The site's own processes, real ones, that a test can start, kill and start again.

Nothing is left behind: each process leads a group of its own, is ended by its number when the
stack is taken down, and ends by itself if the test runner dies.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx2
import redis
from django.conf import settings
from django.db import connection

from marketplace.demo.supplier import running
from marketplace.runtime.processes import ROOT, dying_with_parent
from marketplace.runtime.turns import within

LEASE_SECONDS, SWEEP_SECONDS = 2.0, 0.5
PATIENCE = 40.0
CELERY = ["-m", "celery", "--app", "marketplace"]


@dataclass
class Stack:
    """Web, workers and beat on the test's own database and Redis, with the supplier within reach.

    `more` is what their environment holds besides.
    """

    supplier: dict
    logs: Path
    more: dict[str, str] = field(default_factory=dict)
    site: str = ""
    processes: dict[str, subprocess.Popen] = field(default_factory=dict)

    def start_worker(self, concurrency: int = 2) -> None:
        """Start a worker, and wait until it takes work."""
        said = self._log("worker").stat().st_size if self._log("worker").exists() else 0
        self._start("worker", "worker", "--loglevel=INFO", f"--concurrency={concurrency}")
        ready = within(PATIENCE, lambda: b" ready." in self._log("worker").read_bytes()[said:])
        assert ready, self._log("worker").read_text()[-2000:]

    def start_beat(self) -> None:
        """Start the beat, which wakes the sweeper."""
        self._start("beat", "beat", "--loglevel=INFO", "--pidfile=")

    def start_web(self, workers: int = 2, again: bool = False) -> None:
        """Start the web server, at the same address when it was there before; wait for it."""
        port = int(self.site.rsplit(":", 1)[1]) if again else free_port()
        self.site = f"http://127.0.0.1:{port}"
        gunicorn = ["gunicorn", "--no-control-socket", f"--workers={workers}"]
        self._run("web", "-m", *gunicorn, f"--bind=127.0.0.1:{port}", "marketplace.wsgi")
        assert within(PATIENCE, self.answers), self._log("web").read_text()[-2000:]

    def answers(self) -> bool:
        """Tell whether the web server answers, well or not."""
        with suppress(httpx2.HTTPError):
            return bool(httpx2.get(f"{self.site}/helse/", timeout=5).status_code)
        return False

    def pause(self, name: str) -> None:
        """Stop the process where it stands, as a machine does that swaps."""
        os.killpg(self.processes[name].pid, signal.SIGSTOP)

    def resume(self, name: str) -> None:
        """Let a paused process go on."""
        os.killpg(self.processes[name].pid, signal.SIGCONT)

    def kill(self, name: str) -> None:
        """End the process and all its children at once, without a word of warning."""
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def lose_redis(self) -> None:
        """Take away everything that Redis holds for the site."""
        redis.Redis.from_url(settings.REDIS_URL).flushdb()

    def take_down(self) -> None:
        """End whatever still runs."""
        for name in list(self.processes):
            self.kill(name)

    def _start(self, name: str, *command: str) -> None:
        self._run(name, *CELERY, *command)

    def _run(self, name: str, *command: str) -> None:
        with self._log(name).open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=dying_with_parent(),
            )

    def _log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": database_url(),
            "REDIS_URL": settings.REDIS_URL,
            "FETCH_CONNECT_TO": self.supplier["connect_to"],
            "FETCH_EXTRA_CA": self.supplier["ca"],
            "LEASE_SECONDS": str(LEASE_SECONDS),
            "SWEEP_SECONDS": str(SWEEP_SECONDS),
            "API_PER_MINUTE": "1000000",
            "HASHED_STATIC": "0",
            **self.more,
        }


@contextmanager
def standing(place: Path, slow: float = 0.0, **more: str) -> Iterator[Stack]:
    """The supplier runs and Redis is empty; workers and beat are the test's to start.

    Take it down before the database is emptied: a worker in a transaction would stop that.
    """
    with running(place, slow=slow) as supplier:
        stack = Stack(supplier, place, more)
        stack.lose_redis()
        try:
            yield stack
        finally:
            stack.take_down()
            stack.lose_redis()


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def database_url() -> str:
    """The address of the test's own database, for processes that do not know it is a test."""
    known = {name: quote(str(value), safe="") for name, value in connection.settings_dict.items()}
    login = ":".join(part for part in (known["USER"], known["PASSWORD"]) if part)
    place = ":".join(part for part in (known["HOST"], known["PORT"]) if part)
    return f"postgresql://{login}@{place}/{known['NAME']}"


def holds_for(seconds: float, true: Callable[[], bool]) -> bool:
    """Ask again and again, and want the same answer all the time."""
    return not within(seconds, lambda: not true())
