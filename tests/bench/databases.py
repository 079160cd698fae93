"""Databases of the bench: one for each size, filled once and kept under `var/bench`."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg

from marketplace.runtime import embedded

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var" / "bench"


def environment() -> dict[str, str]:
    """The bench's own PostgreSQL and Redis, used until this process ends."""
    told = embedded.borrow(VAR, durable=False)
    # No log of each request, and static files as they lie.
    settings = {"FKJ_DEMO": "1", "HASHED_STATIC": "0", "LOG_LEVEL": "WARNING"}
    settings |= {"DJANGO_SETTINGS_MODULE": "marketplace.settings"}
    return {**os.environ, **told, **settings, "SECRET_KEY": "only-for-the-bench-" + "x" * 50}


def named(address: str, name: str) -> str:
    """The same server, another database."""
    return f"{address.rpartition('/')[0]}/{name}"


def filled(environ: dict[str, str], size: int) -> dict[str, str]:
    """The environment of a site with so many listings, which are made the first time."""
    name = f"bench_{size}"
    with psycopg.connect(environ["DATABASE_URL"], autocommit=True) as server:
        if not exists(server, name):
            fill(server, environ, size)
    return environ | {"DATABASE_URL": named(environ["DATABASE_URL"], name)}


def exists(server, name: str) -> bool:
    """Tell whether there is a database of that name."""
    found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return found.fetchone() is not None


def fill(server, environ: dict[str, str], size: int) -> None:
    """Fill a database under another name, so that a half-filled one never counts."""
    server.execute(f"DROP DATABASE IF EXISTS bench_{size}_new")
    server.execute(f"CREATE DATABASE bench_{size}_new")
    child = environ | {"DATABASE_URL": named(environ["DATABASE_URL"], f"bench_{size}_new")}
    run(child, "manage.py", "migrate", "--verbosity=0")
    run(child, "-m", "tests.bench.load", str(size))
    server.execute(f"ALTER DATABASE bench_{size}_new RENAME TO bench_{size}")


def run(environ: dict[str, str], *arguments: str) -> None:
    """Run a piece of the project with Python and wait for it."""
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environ, check=True)
