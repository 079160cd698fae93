"""What was asked and what was answered, kept so that nobody can argue afterwards.

After Jepsen: each operation is *invoked*, and ends as *ok*, *fail* or *info*. Info means that
nobody knows: the answer was lost, so both outcomes are right, and the client asks again with the
same key.
"""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

INVOKE, OK, FAIL, INFO = "invoke", "ok", "fail", "info"


class History:
    """A journal of operations, one JSON object a line: what, key, operation, value, second."""

    def __init__(self, path: Path) -> None:
        self.path, self.lock, self.began = path, threading.Lock(), time.monotonic()

    def write(self, what: str, key: str, operation: str = "", value=None) -> None:
        """Add a line."""
        second = round(time.monotonic() - self.began, 3)
        line = {"what": what, "key": key, "op": operation, "value": value, "at": second}
        with self.lock, self.path.open("a", encoding="utf-8") as journal:
            journal.write(json.dumps(line, default=str) + "\n")

    def lines(self) -> list[dict]:
        """Everything that was written."""
        if not self.path.exists():
            return []
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]

    def keys(self, *what: str) -> set[str]:
        """The keys of the operations that were invoked, or that ended so."""
        return {line["key"] for line in self.lines() if line["what"] in what}

    def lost(self, found: Iterable[str]) -> set[str]:
        """Acknowledged, and not there."""
        return self.keys(OK) - set(found)

    def ghosts(self, found: Iterable[str]) -> set[str]:
        """There, and never asked for."""
        return set(found) - self.keys(INVOKE)

    def refused_yet_there(self, found: Iterable[str]) -> set[str]:
        """Refused every time, and there all the same."""
        return (self.keys(FAIL) - self.keys(OK, INFO)) & set(found)

    def unknown(self) -> set[str]:
        """Those that must be asked again: nobody knows what came of them."""
        return self.keys(INVOKE) - self.keys(OK, FAIL)


def doubled(found: Iterable[str]) -> set[str]:
    """What stands there more than once."""
    return {key for key, times in Counter(found).items() if times > 1}
