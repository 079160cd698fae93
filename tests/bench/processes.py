"""Servers of the bench, on ports that nobody answers on, stopped with their children."""

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager, suppress

import psutil

from .databases import ROOT


@contextmanager
def served(python: str, module: str, port: int, environ: dict[str, str], folder):
    """Two sync workers of a WSGI module, warm when they are given over."""
    require_silence(port)
    bind = ["--bind", f"127.0.0.1:{port}", "--workers=2", "--log-level=warning", "--timeout=300"]
    told = [python, "-m", "gunicorn", "--no-control-socket", *bind, module]
    if folder != ROOT:
        told.remove("--no-control-socket")
    server = subprocess.Popen(told, cwd=folder, env=environ, start_new_session=True)
    try:
        wait_for(port, server)
        yield server
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def require_silence(port: int) -> None:
    """Refuse a port that answers: an old server once answered with the wrong database."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise SystemExit(f"Something answers on port {port}.")


def wait_for(port: int, server) -> None:
    """Wait until the port answers."""
    for _attempt in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            raise SystemExit("The server stopped before it answered.")
        time.sleep(0.2)
    raise SystemExit("The server did not answer in two minutes.")


def spent(*roots: int) -> dict[int, float]:
    """Seconds of CPU that each of these processes and their children has used."""
    everyone = {}
    for root in roots:
        parent = psutil.Process(root)
        for one in (parent, *parent.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                everyone[one.pid] = sum(one.cpu_times()[:2])
    return everyone


def since(before: dict[int, float], now: dict[int, float]) -> float:
    """What has been used since; a process that has ended is left out."""
    return sum(used - before.get(pid, 0.0) for pid, used in now.items())


def busy() -> float:
    """Seconds of CPU that the whole machine has used."""
    now = psutil.cpu_times()
    return sum(now) - now.idle - getattr(now, "iowait", 0.0)
