"""The whole site on one machine: what `demo` and `dev` have in common."""

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from .catalogues import compile_all
from .processes import Supervisor, dying_with_parent
from .progress import stage
from .turns import within

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
PYTHON = sys.executable
# Who owns everything on the embedded server.
OWNER = "postgresql://postgres"


def port() -> int:
    """Return the port of the site, from PORT in the environment."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise SystemExit(f"PORT={text} is not a port number.")
    return int(text)


def address() -> str:
    """Return the address of the site."""
    return f"http://127.0.0.1:{port()}"


def require_free_port() -> None:
    """Stop with a plain sentence when somebody else listens on our port."""
    if not within(3, _port_is_free):
        raise SystemExit(f"Port {port()} is in use. Choose another one, for example PORT=8001.")


def _port_is_free() -> bool:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind(("127.0.0.1", port()))
        except OSError:
            return False
    return True


def with_few_rights() -> None:
    """Let the site run as the database role of the application, as it does in production.

    Only on the embedded server: on another one the roles are its owner's to make.
    """
    if not os.environ["DATABASE_URL"].startswith(f"{OWNER}@"):
        return
    from marketplace.trail import roles

    app = roles.create()["app"]
    os.environ["DATABASE_URL"] = os.environ["DATABASE_URL"].replace(OWNER, f"postgresql://{app}", 1)


def start_supplier(processes: Supervisor) -> None:
    """Start the reference supplier and let the site reach it, as it reaches public servers."""
    state = processes.run / "supplier.json"
    before = state.stat().st_mtime_ns if state.exists() else 0
    places = ["--state", str(state), "--var", str(VAR / "supplier")]
    processes.start("supplier", PYTHON, "-m", "marketplace.demo.supplier", *places)
    if not within(30, lambda: state.exists() and state.stat().st_mtime_ns != before):
        raise SystemExit("The supplier did not start; see var/log/supplier.log.")
    known = json.loads(state.read_text())
    os.environ["FETCH_CONNECT_TO"], os.environ["FETCH_EXTRA_CA"] = known["connect_to"], known["ca"]


def start_identity(processes: Supervisor) -> bool:
    """Start the provider that people log in from outside by; False where Node is missing."""
    from marketplace.demo import identity

    if not identity.is_possible():
        return False
    place = VAR / "identity"
    identity.prepare(place, address())
    before = identity.read_state(place).get("pid")
    processes.start("identity", *identity.command(place))
    if not within(30, lambda: identity.read_state(place).get("pid") not in (None, before)):
        raise SystemExit("The identity provider did not start; see var/log/identity.log.")
    os.environ.update(identity.environment(place))
    return True


def start_register(processes: Supervisor) -> None:
    """Start the demo's own Enhetsregister and let the site ask it instead of the real one."""
    state = processes.run / "register.json"
    before = state.stat().st_mtime_ns if state.exists() else 0
    processes.start("register", PYTHON, "-m", "marketplace.demo.register", "--state", str(state))
    if not within(30, lambda: state.exists() and state.stat().st_mtime_ns != before):
        raise SystemExit("The register did not start; see var/log/register.log.")
    os.environ["BRREG_URL"] = json.loads(state.read_text())["url"]


def start_jobs(processes: Supervisor) -> None:
    """Start the Celery worker and the beat that wakes it."""
    celery = [PYTHON, "-m", "celery", "--app", "marketplace"]
    processes.start("worker", *celery, "worker", "--loglevel=INFO", "--concurrency=2")
    processes.start("beat", *celery, "beat", "--loglevel=INFO", "--pidfile=")


def start_gunicorn(processes: Supervisor) -> None:
    """Start the web server with two sync workers for each core."""
    workers = f"--workers={2 * (os.cpu_count() or 1)}"
    bind = f"--bind=127.0.0.1:{port()}"
    gunicorn = [PYTHON, "-m", "gunicorn", "--no-control-socket", "--preload"]
    # A search may be long; in production the proxy in front decides how long.
    gunicorn.append("--limit-request-line=0")
    processes.start("web", *gunicorn, workers, bind, "marketplace.wsgi")


def start_runserver(processes: Supervisor) -> None:
    """Start Django's own server, which starts again when the code changes."""
    processes.start("web", PYTHON, "manage.py", "runserver", f"127.0.0.1:{port()}")


def wait_until_up(processes: Supervisor) -> None:
    """Wait until the site says that it is well."""

    def up() -> bool:
        processes.revive()
        return _is_well()

    if not within(60, up):
        raise SystemExit("The site did not come up; see var/log/web.log.")


def _is_well() -> bool:
    try:
        with urllib.request.urlopen(f"{address()}/helse/", timeout=5) as answer:  # noqa: S310
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def tell_story(processes: Supervisor) -> None:
    """Tell the demo story in a process that sees the same environment as the site."""
    with (processes.logs / "story.log").open("wb") as log:
        story = subprocess.Popen(
            [PYTHON, "manage.py", "demo", "--tell"],
            cwd=ROOT,
            stdout=log,
            stderr=log,
            preexec_fn=dying_with_parent(),
        )
    try:
        processes.watch_until(lambda: story.poll() is not None)
    finally:
        story.kill()
        story.wait()
    if story.returncode:
        tail = Path(log.name).read_text()[-2000:]
        raise SystemExit(f"The demo story could not be told:\n{tail}")


def compile_catalogues() -> None:
    """Compile the translations."""
    with stage("Compiling translations"):
        compile_all()
