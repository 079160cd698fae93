"""Local mode: what the environment lacks on a developer's machine, in a demo and in tests.

Runs before Django reads its settings, so nothing here may import Django at the top.
"""

import os
import secrets
import signal
import sys
from pathlib import Path

from . import embedded
from .progress import stage

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
ADDRESSES = ("DATABASE_URL", "REDIS_URL")
ALWAYS_LOCAL = {"demo", "dev"}
# These never speak to a server, so none is started for them.
NEEDS_NO_SERVER = {"help", "version", "--help", "--version", "catalogues", "collectstatic"}
NEEDS_NO_SERVER |= {"makemessages", "spectacular", "check"}
NOWHERE = {"DATABASE_URL": "postgresql://127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1"}


def prepare(argv: list[str]) -> None:
    """Fill in the environment for one `manage.py` command."""
    command = argv[1] if len(argv) > 1 else "help"
    if command in ALWAYS_LOCAL:
        _prepare_site(command)
    elif not os.environ.get("DATABASE_URL") and embedded.available():
        _local_mode()
        if command in NEEDS_NO_SERVER:
            _set_missing(NOWHERE)
        else:
            _borrow_servers()


def prepare_for_tests() -> None:
    """Give the tests servers of their own, so that a running demo is left in peace."""
    os.environ["FKJ_DEMO"] = "1"
    os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
    # Browser tests keep an event loop in the thread where the fixtures use the database.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    _borrow_servers(VAR / "test", durable=False)
    import django

    django.setup()


def _prepare_site(command: str) -> None:
    """Prepare for `demo` and `dev`, which respect given addresses but are always local."""
    # An orderly exit is what stops the servers, from the first second on.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(0))
    _local_mode()
    if command == "dev":
        os.environ.setdefault("DEBUG", "1")
    if not _missing():
        return
    if not embedded.available():
        names = " and ".join(_missing())
        raise SystemExit(f"Set {names}, or install requirements-dev.txt for embedded servers.")
    with stage("Starting " + _servers()):
        _borrow_servers()


def _servers() -> str:
    names = {"DATABASE_URL": "PostgreSQL", "REDIS_URL": "Redis"}
    return " and ".join(names[address] for address in _missing())


def _local_mode() -> None:
    os.environ["FKJ_DEMO"] = "1"
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = _kept_secret(VAR / "secret_key")


def _kept_secret(path: Path) -> str:
    """Return the secret of this checkout, made once, so that log-ins survive a restart."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or not path.read_text():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def _borrow_servers(var: Path = VAR, *, durable: bool = True) -> None:
    if _missing():
        os.environ.update(embedded.borrow(var, durable=durable, wanted=_missing()))


def _missing() -> tuple[str, ...]:
    return tuple(name for name in ADDRESSES if not os.environ.get(name))


def _set_missing(values: dict[str, str]) -> None:
    os.environ.update({name: values[name] for name in _missing()})
