"""Make `.venv` with the pinned packages. Run by the system's Python, so standard library only."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
OLDEST = (3, 11)
PINS = ("requirements-dev.txt", "requirements-redis.txt")


def main() -> None:
    """Make the environment, unless it already holds what the requirement files say."""
    require_python()
    stamp = VENV / ".stamp"
    if stamp.exists() and stamp.read_text() == mark() and python().exists():
        return
    if not python().exists():
        make_environment()
    print("  Installing Python packages (a few minutes the first time)", flush=True)
    pip("--require-hashes", "-r", PINS[0])
    install_redis()
    stamp.write_text(mark())


def require_python() -> None:
    """Stop with a plain sentence when this Python is too old."""
    if sys.version_info < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        raise SystemExit(
            f"Python {wanted} or newer is needed; python3 is {sys.version.split()[0]}."
        )


def mark() -> str:
    """Return what tells one set of pins and one Python from another."""
    pins = b"".join((ROOT / name).read_bytes() for name in PINS)
    return hashlib.sha256(pins + sys.version.encode()).hexdigest()


def python() -> Path:
    """Return the environment's own Python."""
    return VENV / "bin" / "python"


def make_environment() -> None:
    """Make an empty environment."""
    if importlib.util.find_spec("ensurepip") is None:
        raise SystemExit("Python's venv is missing. Install it (Debian: apt install python3-venv).")
    print("  Making .venv", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def install_redis() -> None:
    """Unpack the Redis server program, whose wheel is made for 3.11 but runs beside any Python."""
    place = VENV / "redis"
    shutil.rmtree(place, ignore_errors=True)
    wheel = ["--python-version=3.11", "--only-binary=:all:", "--no-deps"]
    pip("--require-hashes", *wheel, "--target", str(place), "-r", PINS[1])


def pip(*arguments: str) -> None:
    """Run pip, with a dot every other second and its own words only when it fails."""
    command = [str(python()), "-m", "pip", "install", "--progress-bar=off", *arguments]
    environment = {
        **os.environ,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }
    done = threading.Event()
    threading.Thread(target=tick, args=[done], daemon=True).start()
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    done.set()
    print(flush=True)
    if result.returncode:
        raise SystemExit(f"pip failed:\n{result.stdout[-3000:]}{result.stderr[-3000:]}")


def tick(done: threading.Event) -> None:
    """Show that work goes on."""
    print("  ", end="", flush=True)
    while not done.wait(2):
        print(".", end="", flush=True)


if __name__ == "__main__":
    main()
