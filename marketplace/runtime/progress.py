"""Progress on the console: what is being done now, that it is done, and how long it took."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Show one stage of the work: a dot every other second, then a check mark and the seconds."""
    _say(f"  {name} ")
    started, done = time.monotonic(), threading.Event()
    ticker = threading.Thread(target=_tick, args=[done], daemon=True)
    ticker.start()
    try:
        yield
    except BaseException:
        _say("✗\n")
        raise
    else:
        _say(f"✓ {time.monotonic() - started:.1f} s\n")
    finally:
        done.set()


def _tick(done: threading.Event) -> None:
    while not done.wait(2):
        _say(".")


def _say(text: str) -> None:
    encoding = sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()
