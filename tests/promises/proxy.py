"""A network that can be made bad: a TCP proxy with the faults of toxiproxy."""

import asyncio
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

CHUNK = 16_384
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Proxy:
    """Passes bytes from a port of its own to a target, as well or badly as `fault` says.

    Faults: "" none; "down" refuses; "timeout" swallows everything; "latency" waits `seconds` before
    each piece; "reset" cuts hard at the first byte; "limit" cuts after `most` bytes of an answer.
    """

    def __init__(self, target: tuple[str, int] | Path) -> None:
        self.target, self.fault, self.seconds, self.most = target, "", 0.2, 100
        self.port = 0
        self._lines: set[asyncio.StreamWriter] = set()

    def set(self, fault: str, **how) -> None:
        """Make the network so, for new connections and for those that are open."""
        self.fault = fault
        for name, value in how.items():
            setattr(self, name, value)
        if fault in ("down", "reset"):
            self._loop.call_soon_threadsafe(self._cut_all)

    def _cut_all(self) -> None:
        for line in list(self._lines):
            line.transport.abort()

    async def _meet(self, reader, writer) -> None:
        if self.fault == "down":
            writer.transport.abort()
            return
        with suppress(OSError, asyncio.IncompleteReadError):
            there = await self._reach()
            self._lines |= {writer, there[1]}
            await asyncio.gather(self._carry(reader, there[1]), self._carry(there[0], writer, True))
        self._lines -= {writer}
        writer.close()

    async def _reach(self):
        if isinstance(self.target, Path):
            return await asyncio.open_unix_connection(str(self.target))
        return await asyncio.open_connection(*self.target)

    async def _carry(self, reader, writer, is_answer: bool = False) -> None:
        carried = 0
        while piece := await reader.read(CHUNK):
            if self.fault == "reset":
                self._reset(writer)
                return
            if self.fault == "latency":
                await asyncio.sleep(self.seconds)
            if self.fault == "limit" and is_answer:
                piece = piece[: max(self.most - carried, 0)]
            carried += len(piece)
            if self.fault == "timeout":
                continue
            writer.write(piece)
            await writer.drain()
            if self.fault == "limit" and is_answer and carried >= self.most:
                break
        writer.close()

    def _reset(self, writer) -> None:
        line = writer.get_extra_info("socket")
        with suppress(OSError):
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        writer.transport.abort()

    def _serve(self, ready: threading.Event) -> None:
        async def run() -> None:
            self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
            server = await asyncio.start_server(self._meet, "127.0.0.1", 0)
            self.port = server.sockets[0].getsockname()[1]
            ready.set()
            await self._end.wait()
            server.close()
            self._cut_all()

        asyncio.run(run())


@contextmanager
def between(target: tuple[str, int] | Path) -> Iterator[Proxy]:
    """Stand between the site and a server of its own."""
    proxy, ready = Proxy(target), threading.Event()
    thread = threading.Thread(target=proxy._serve, args=[ready], daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield proxy
    finally:
        proxy._loop.call_soon_threadsafe(proxy._end.set)
        thread.join(10)
