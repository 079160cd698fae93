"""The browser that the tests drive: Debian's Chromium, installed when we may."""

import os
import shutil
import subprocess

from .progress import stage

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "Chromium is missing. Install it (Debian: apt install chromium) and run make test again."


def chromium() -> str | None:
    """Return the path of the installed browser."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def ensure() -> None:
    """Install Chromium when it is missing and we may, or stop with a plain sentence."""
    if chromium():
        return
    if os.geteuid() or not shutil.which("apt-get"):
        raise SystemExit(MISSING)
    with stage("Installing Chromium"):
        _apt_get("update")
        _apt_get("install", "--yes", "--no-install-recommends", "chromium")
    if not chromium():
        raise SystemExit(MISSING)


def _apt_get(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "--quiet", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{MISSING}\n{done.stderr[-1000:]}")


if __name__ == "__main__":
    ensure()
