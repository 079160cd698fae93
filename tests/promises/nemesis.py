"""Whoever wants the site ill: strikes at random, and the same way again for the same seed."""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.promises.history import INFO, History
from tests.promises.stack import Stack


@dataclass
class Nemesis:
    """Strikes `blows` in random order with random pauses (seconds) until told to stop."""

    history: History
    blows: dict[str, Callable[[], None]]
    seed: int = 1
    pauses: tuple[float, float] = (0.3, 1.5)
    struck: list[str] = field(default_factory=list)
    _end: threading.Event = field(default_factory=threading.Event)

    def strike(self, name: str) -> None:
        """Strike one blow, and write it down."""
        self.blows[name]()
        self.struck.append(name)
        self.history.write(INFO, "nemesis", name)

    def rage(self, most: int) -> None:
        """Strike until the end, at most so many times."""
        chance = random.Random(self.seed)
        while len(self.struck) < most and not self._end.wait(chance.uniform(*self.pauses)):
            self.strike(chance.choice(sorted(self.blows)))

    @contextmanager
    def raging(self, most: int = 1000) -> Iterator["Nemesis"]:
        """Rage in the background while the test does its work."""
        thread = threading.Thread(target=self.rage, args=[most], daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._end.set()
            thread.join()


def worker_killer(stack: Stack, concurrency: int = 2) -> Callable[[], None]:
    """A blow that kills the worker with all its children, and starts a new one."""

    def blow() -> None:
        stack.kill("worker")
        stack.start_worker(concurrency)

    return blow
