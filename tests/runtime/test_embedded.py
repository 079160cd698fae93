"""The embedded servers, as real processes in a directory of their own."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from marketplace.runtime import embedded
from marketplace.runtime.postgres import running_postmaster
from marketplace.runtime.redis_server import redis_socket
from marketplace.runtime.turns import within

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def var():
    """A directory that the server's own user may reach, which pytest's tmp_path is not for root."""
    with tempfile.TemporaryDirectory(prefix="fkj-test-") as name:
        os.chmod(name, 0o755)
        yield Path(name).resolve()
        embedded.stop(Path(name))


def write(addresses: dict[str, str]) -> None:
    """Leave a row and a key behind."""
    with psycopg.connect(addresses["DATABASE_URL"]) as connection:
        connection.execute("create table kept (word text)")
        connection.execute("insert into kept values ('blåbær')")
    redis.Redis.from_url(addresses["REDIS_URL"]).set("kept", "yes")


def read(addresses: dict[str, str]) -> tuple[str, bytes]:
    """Fetch the row and the key."""
    with psycopg.connect(addresses["DATABASE_URL"]) as connection:
        row = connection.execute("select word from kept").fetchone()
    return row[0], redis.Redis.from_url(addresses["REDIS_URL"]).get("kept")


def redis_process(var: Path) -> psutil.Process:
    """Find the Redis of this directory."""
    name = str(redis_socket(var))
    return next(p for p in psutil.process_iter() if any(name in word for word in _words(p)))


def lives(pid: int) -> bool:
    """Tell whether a process runs; one that nobody has buried yet does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_what_is_written_survives_stop_and_start(var):
    write(embedded.ensure(var))
    embedded.stop(var)

    again = embedded.ensure(var)

    assert read(again) == ("blåbær", b"yes")


def test_servers_killed_in_mid_work_come_back_with_their_data(var):
    write(embedded.ensure(var))
    redis.Redis.from_url(f"unix://{redis_socket(var)}").bgrewriteaof()
    for pid in (running_postmaster(var / "pg"), redis_process(var).pid):
        os.kill(pid, signal.SIGKILL)

    again = embedded.ensure(var)

    assert read(again)[0] == "blåbær"
    assert redis.Redis.from_url(again["REDIS_URL"]).ping()


def test_a_stale_pid_that_belongs_to_somebody_else_is_not_believed(var):
    write(embedded.ensure(var))
    pid_file = var / "pg" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    embedded.stop(var)
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))

    again = embedded.ensure(var)

    assert read(again)[0] == "blåbær"


def test_stopping_leaves_no_process_and_may_be_done_twice(var):
    embedded.ensure(var)
    pid = running_postmaster(var / "pg")

    embedded.stop(var)
    embedded.stop(var)

    assert within(5, lambda: not lives(pid))
    assert not redis_socket(var).exists()


def test_a_half_made_cluster_is_made_again(var):
    (var / "pg.new" / "base").mkdir(parents=True)

    addresses = embedded.ensure(var)

    with psycopg.connect(addresses["DATABASE_URL"]) as connection:
        assert connection.execute("show server_encoding").fetchone() == ("UTF8",)


def test_redis_moves_to_a_short_path_when_ours_is_too_long(var):
    deep = var / ("x" * 60) / ("y" * 60)
    deep.mkdir(parents=True)

    address = embedded.ensure_redis(deep)

    assert redis.Redis.from_url(address).ping()
    assert redis_socket(deep) == redis_socket(deep)
    embedded.stop_redis(deep)


def test_the_last_borrower_stops_the_servers(var):
    borrow = f"from marketplace.runtime import embedded as e; e.borrow(e.Path({str(var)!r})); "
    first = subprocess.Popen(
        [sys.executable, "-c", borrow + "print('ready', flush=True); input()"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdout.readline() == "ready\n"

    subprocess.run([sys.executable, "-c", borrow], cwd=ROOT, check=True)
    still_there = running_postmaster(var / "pg")
    first.communicate("\n", timeout=30)

    assert still_there
    assert within(10, lambda: not running_postmaster(var / "pg"))
