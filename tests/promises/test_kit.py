"""The kit itself: a checker that cannot find a fault proves nothing."""

import socket
import socketserver
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.promises.history import FAIL, INFO, INVOKE, OK, History, doubled
from tests.promises.nemesis import Nemesis
from tests.promises.proxy import between


@pytest.fixture
def history(tmp_path) -> History:
    """Four operations: one acknowledged, one refused, one unknown and one still under way."""
    history = History(tmp_path / "history.jsonl")
    for key in "abcd":
        history.write(INVOKE, key, "submit")
    for what, key in ((OK, "a"), (FAIL, "b"), (INFO, "c")):
        history.write(what, key)
    return history


def test_what_was_acknowledged_and_is_gone_is_found(history):
    assert history.lost(["b", "c"]) == {"a"}
    assert history.lost(["a"]) == set()


def test_what_was_refused_and_is_there_is_found(history):
    assert history.refused_yet_there(["a", "b"]) == {"b"}


def test_what_nobody_asked_for_is_found(history):
    assert history.ghosts(["a", "x"]) == {"x"}


def test_both_outcomes_are_right_for_what_nobody_knows(history):
    assert history.unknown() == {"c", "d"}
    assert history.lost(["a"]) == history.refused_yet_there(["a", "c"]) == set()


def test_what_stands_twice_is_found():
    assert doubled(["a", "b", "a"]) == {"a"}


def test_a_history_survives_many_writers(tmp_path):
    history = History(tmp_path / "history.jsonl")
    writers = [
        threading.Thread(target=lambda n=n: [history.write(OK, f"{n}-{i}") for i in range(50)])
        for n in range(8)
    ]

    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert len(history.keys(OK)) == 400


def test_the_same_seed_strikes_the_same_blows(tmp_path):
    def struck(seed: int) -> list[str]:
        blows = {name: lambda: None for name in ("kill", "pause", "empty")}
        nemesis = Nemesis(History(tmp_path / "h"), blows, seed, pauses=(0, 0.001))
        nemesis.rage(20)
        return nemesis.struck

    assert struck(7) == struck(7)
    assert struck(7) != struck(8)


@pytest.fixture
def echo():
    """A server that says everything back."""

    class Echo(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                while said := self.request.recv(4096):
                    self.request.sendall(said)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address
        server.shutdown()


def ask(port: int, text: bytes = b"hei" * 100) -> bytes:
    """Say something and return what comes back before the line is cut or a second has passed."""
    heard = b""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as line:
        line.sendall(text)
        while len(heard) < len(text) and (part := line.recv(4096)):
            heard += part
    return heard


def test_a_good_network_carries_everything(echo):
    with between(echo) as proxy:
        assert ask(proxy.port) == b"hei" * 100


@pytest.mark.parametrize("fault", ["down", "timeout", "reset"])
def test_a_bad_network_carries_nothing_and_can_be_mended(echo, fault):
    with between(echo) as proxy:
        proxy.set(fault)
        assert ask(proxy.port) == b""

        proxy.set("")
        assert ask(proxy.port) == b"hei" * 100


def test_a_network_can_be_cut_in_the_middle_of_an_answer(echo):
    with between(echo) as proxy:
        proxy.set("limit", most=10)

        assert ask(proxy.port) == b"heiheiheih"


def test_a_slow_network_is_slow(echo):
    with between(echo) as proxy:
        proxy.set("latency", seconds=0.1)
        began = time.monotonic()

        assert ask(proxy.port) == b"hei" * 100
        assert time.monotonic() - began >= 0.2


def test_a_proxy_can_stand_before_a_unix_socket(tmp_path):
    path = Path(tmp_path) / "s"
    with socketserver.ThreadingUnixStreamServer(str(path), socketserver.BaseRequestHandler) as one:
        threading.Thread(target=one.serve_forever, daemon=True).start()
        with between(path) as proxy:
            socket.create_connection(("127.0.0.1", proxy.port), timeout=1).close()
        one.shutdown()
