"""The processes of one site on one machine: started together, kept alive, stopped together."""

import ctypes
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
LONGEST_PAUSE = 30.0
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class Stopped(SystemExit):
    """Somebody pressed Ctrl-C or sent SIGTERM."""


@dataclass
class Child:
    """One process, in a process group of its own."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    started: float = 0.0
    pause: float = 0.5
    due: float = field(default=0.0)


class Supervisor:
    """Start children, start the dead ones again, and leave none behind."""

    def __init__(self, var: Path, *, root: Path = ROOT, grace: float = 10.0) -> None:
        self.grace = grace
        self.root, self.logs, self.run = root, var / "log", var / "run"
        self.children: list[Child] = []

    def __enter__(self) -> "Supervisor":
        self.logs.mkdir(parents=True, exist_ok=True)
        self.run.mkdir(parents=True, exist_ok=True)
        self._take_the_place()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _stopped)
        self._end_leftovers()
        return self

    def __exit__(self, *_error) -> None:
        # A second Ctrl-C must not leave half of them running.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        self.stop()
        self.place.close()

    def _take_the_place(self) -> None:
        """Refuse to run twice in one checkout; the kernel frees the place after a kill -9."""
        self.place = (self.run / "supervisor.lock").open("a")
        try:
            fcntl.flock(self.place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit("The site already runs from this directory. Stop it first.") from None

    def start(self, name: str, *command: str) -> Child:
        """Start a child and remember it, so that it is kept alive from now on."""
        child = Child(name, list(command))
        self.children.append(child)
        self._launch(child)
        return child

    def watch_until(self, done) -> None:
        """Keep the children alive until `done()` says yes."""
        while not done():
            self.revive()
            time.sleep(0.2)

    def revive(self) -> None:
        """Start dead children again, each after a pause that grows while it keeps dying."""
        for child in self.children:
            if child.process and child.process.poll() is not None:
                self._mourn(child)
            if not child.process and time.monotonic() >= child.due:
                self._launch(child)

    def stop(self) -> None:
        """Ask every child to stop, wait a while, and end those that will not."""
        self._signal_all(signal.SIGTERM)
        until = time.monotonic() + self.grace
        for child in self.children:
            if child.process:
                with suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.1, until - time.monotonic()))
        for child in self.children:
            self._bury(child)
        self.children.clear()

    def _launch(self, child: Child) -> None:
        with (self.logs / f"{child.name}.log").open("ab") as log:
            child.process = subprocess.Popen(
                child.command,
                cwd=self.root,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=dying_with_parent(),
            )
        child.started = time.monotonic()
        self._remember(child)

    def _mourn(self, child: Child) -> None:
        lived = time.monotonic() - child.started
        child.pause = 0.5 if lived > LONGEST_PAUSE else min(child.pause * 2, LONGEST_PAUSE)
        child.due = time.monotonic() + child.pause
        self._bury(child)

    def _bury(self, child: Child) -> None:
        """End whatever is left of a child's group, for a killed parent may leave workers."""
        if child.process:
            _kill_group(child.process.pid)
            child.process.wait()
            child.process = None
        self._note(child.name).unlink(missing_ok=True)

    def _signal_all(self, number: int) -> None:
        # Only the head of each group is asked: it stops its own workers in good order.
        for child in self.children:
            if child.process and child.process.poll() is None:
                child.process.send_signal(number)

    def _note(self, name: str) -> Path:
        return self.run / f"{name}.pid"

    def _remember(self, child: Child) -> None:
        with suppress(psutil.Error):
            born = psutil.Process(child.process.pid).create_time()
            text = json.dumps({"pid": child.process.pid, "born": born})
            self._note(child.name).write_text(text)

    def _end_leftovers(self) -> None:
        """End what an earlier, killed run left behind, and nothing else."""
        for note in self.run.glob("*.pid"):
            with suppress(OSError, ValueError, KeyError, psutil.Error):
                known = json.loads(note.read_text())
                self._end_leftover(known["pid"], known["born"])
            note.unlink(missing_ok=True)

    def _end_leftover(self, pid: int, born: float) -> None:
        for process in _group(pid):
            same = process.pid != pid or abs(process.create_time() - born) < 1
            if same and process.cwd() == str(self.root):
                process.kill()
                process.wait(self.grace)


def _group(pid: int) -> list[psutil.Process]:
    """Return the living processes of a group, whose head may be dead."""
    members = []
    for process in psutil.process_iter():
        with suppress(ProcessLookupError, PermissionError, psutil.Error):
            if os.getpgid(process.pid) == pid and process.status() != psutil.STATUS_ZOMBIE:
                members.append(process)
    return members


def _kill_group(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _stopped(_number: int, _frame) -> None:
    raise Stopped(0)


def dying_with_parent():
    """Return what a child does first: ask Linux for a SIGTERM when its parent dies."""
    if not sys.platform.startswith("linux"):
        return None
    parent = os.getpid()
    prctl = ctypes.CDLL(None).prctl

    def ask() -> None:
        prctl(DIE_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return ask
