"""The peer: django-oscar in a virtual environment of its own, on the same PostgreSQL."""

import subprocess
import sys

import psycopg

from .databases import ROOT, VAR, exists, named

HERE = ROOT / "tests" / "bench" / "peer"
PYTHON = VAR / "peer-venv" / "bin" / "python"


def installed() -> str:
    """The peer's Python, with what it needs."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", PYTHON.parents[1]], check=True)
    wanted = ["-r", str(HERE / "requirements.txt")]
    subprocess.run([str(PYTHON), "-m", "pip", "install", "--quiet", *wanted], check=True)
    return str(PYTHON)


def filled(environ: dict[str, str], ours: str, size: int) -> dict[str, str]:
    """The environment of a shop with the same listings, which are copied the first time."""
    name = f"peer_{size}"
    child = {key: environ[key] for key in ("PATH", "HOME") if key in environ}
    child |= {"OURS_DATABASE_URL": ours, "PEER_DATABASE_URL": named(ours, f"{name}_new")}
    with psycopg.connect(environ["DATABASE_URL"], autocommit=True) as server:
        if not exists(server, name):
            server.execute(f"DROP DATABASE IF EXISTS {name}_new")
            server.execute(f"CREATE DATABASE {name}_new")
            subprocess.run([str(PYTHON), "load.py"], cwd=HERE, env=child, check=True)
            server.execute(f"ALTER DATABASE {name}_new RENAME TO {name}")
    return child | {"PEER_DATABASE_URL": named(ours, name)}
