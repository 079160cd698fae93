"""The supervisor and its children, as real processes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from marketplace.runtime.turns import within

ROOT = Path(__file__).resolve().parents[2]
SLEEP = "import time; time.sleep(600)"
SITE = f"""
import sys
from pathlib import Path
from marketplace.runtime.processes import Supervisor
with Supervisor(Path(sys.argv[1]), root=Path(sys.argv[1]), grace=2) as processes:
    processes.start("good", sys.executable, "-c", {SLEEP!r})
    processes.start("deaf", sys.executable, "-c", "import signal; "
        "signal.signal(signal.SIGTERM, signal.SIG_IGN); " + {SLEEP!r})
    processes.start("parent", sys.executable, "-c",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', {SLEEP!r}])")
    processes.watch_until(lambda: False)
"""


class Site:
    """A supervisor in a process of its own."""

    def __init__(self, var: Path) -> None:
        self.var = var.resolve()
        self.start()

    def start(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", SITE, str(self.var)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment)

    def living(self) -> list[psutil.Process]:
        """Return the processes that stand in the site's directory."""
        return [process for process in psutil.process_iter() if self._is_ours(process)]

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            alive = process.status() != psutil.STATUS_ZOMBIE
            return alive and process.cwd() == str(self.var)
        except psutil.Error:
            return False

    def child(self, name: str) -> int | None:
        """Return the number of a child by its name."""
        try:
            return int((self.var / "run" / f"{name}.pid").read_text().split()[1].strip(","))
        except (OSError, ValueError, IndexError):
            return None

    def has(self, pid: int) -> bool:
        return pid in {process.pid for process in self.living()}

    def is_up(self) -> bool:
        return len(self.living()) == 4


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    assert within(30, site.is_up)
    # The deaf one needs a moment to stop listening.
    time.sleep(0.3)
    yield site
    site.process.kill()
    site.process.wait()
    for process in site.living():
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_no_process_not_even_a_deaf_one(site, number):
    site.process.send_signal(number)

    assert site.process.wait(20) == 0
    assert site.living() == []
    assert list((site.var / "run").glob("*.pid")) == []


def test_a_killed_child_comes_back(site):
    before = site.child("good")

    os.kill(before, signal.SIGKILL)

    assert within(10, lambda: site.child("good") not in {before, None})
    assert within(10, site.is_up)


def test_a_killed_childs_own_children_do_not_stay_behind(site):
    os.kill(site.child("parent"), signal.SIGKILL)

    assert within(10, lambda: len(site.living()) == 2 or site.is_up())
    assert within(10, site.is_up)


def test_children_end_when_the_supervisor_is_killed(site):
    site.process.kill()
    site.process.wait()

    assert within(10, lambda: site.child("good") not in {p.pid for p in site.living()})


def test_the_next_run_ends_what_a_killed_run_left_behind(site):
    deaf = site.child("deaf")
    site.process.kill()
    site.process.wait()
    left_behind = psutil.pid_exists(deaf)

    site.start()

    # For a moment the old ones and the new ones may be as many as there should be.
    assert left_behind
    assert within(10, lambda: not site.has(deaf) and site.is_up())


def test_a_second_run_in_the_same_directory_is_refused(site):
    second = Site(site.var)

    _out, error = second.process.communicate(timeout=10)

    assert second.process.returncode == 1
    assert b"already runs" in error
    assert site.is_up()
