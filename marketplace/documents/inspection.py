"""Having a file looked into by a small process that is stopped when it takes too much."""

import hashlib
import json
import logging
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from marketplace.national_number import contains_national_number

from .examining.kinds import KINDS, MB, extension
from .examining.names import RESERVED, has_trick

log = logging.getLogger(__name__)
# By the clock, when the machine is busy; the work itself the little process bounds to five seconds.
SECONDS = 20
HERE = Path(__file__).parent
START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from examining.child import main; main(*sys.argv[2:])"
)
CHUNK = 1 << 16


def scratch() -> IO[bytes]:
    """A file without a name, gone when nobody holds it."""
    return TemporaryFile()  # noqa: SIM115


class Refused(Exception):
    """The file is not taken; `code` names the reason in `reasons.REASONS`."""

    def __init__(self, code: str, **told) -> None:
        super().__init__(code)
        self.code, self.told = code, told


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept: what it is, and the content to keep."""

    file: IO[bytes]
    begins: int
    media_type: str
    size: int
    sha256: str
    peak: int = 0
    facts: dict = field(default_factory=dict)

    def as_file(self) -> IO[bytes]:
        """The content to keep, as a file that begins where it begins."""
        if not self.begins:
            return self.file
        kept = scratch()
        self.file.seek(self.begins)
        shutil.copyfileobj(self.file, kept)
        kept.seek(0)
        return kept


def redraw(name: str, size: int, file) -> Inspected:
    """Draw a picture anew, or raise Refused: only what one sees is kept, as WebP."""
    drawn = inspect(name, size, file, "redraw")
    return replace(drawn, media_type=KINDS["webp"].media_type)


def inspect(name: str, size: int, file, how: str = "") -> Inspected:
    """Look into a file, or raise Refused. Nothing of it is believed before this."""
    ending = check_outside(name, size)
    came = scratch()
    file.seek(0)
    for chunk in iter(lambda: file.read(CHUNK), b""):
        came.write(chunk)
    answer, kept = ask(came, ending, how)
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["told"])
    _refuse_patients(kept, answer["text"])
    changed = bool(answer["content"])
    begins = kept.tell() if changed else 0
    measured = _measured(kept if changed else came, begins, ending, answer["peak"])
    return replace(measured, facts=answer["facts"])


def check_outside(name: str, size: int) -> str:
    """Check the name and the size; returns the ending."""
    if has_trick(name) or RESERVED.match(name):
        raise Refused("name")
    if contains_national_number(name):
        raise Refused("patient_name")
    ending = extension(name)
    if ending not in KINDS:
        raise Refused("ending")
    if size > KINDS[ending].largest:
        raise Refused("too_large", most=KINDS[ending].largest // MB)
    if size == 0:
        raise Refused("empty")
    return ending


def ask(came: IO[bytes], ending: str, how: str = "") -> tuple[dict, IO[bytes]]:
    """Start the little process on the file; returns what it says and what it wrote."""
    came.flush()
    came.seek(0)
    kept = scratch()
    try:
        subprocess.run(
            [sys.executable, "-I", "-c", START, str(HERE), ending, how],
            stdin=came,
            stdout=kept,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            # No secrets, and no settings that could change how it works.
            env={"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
            cwd="/",
            check=True,
        )
    except subprocess.TimeoutExpired:
        log.warning("a file could not be looked into in %s seconds", SECONDS)
        return {"refused": "busy", "told": {}}, kept
    except subprocess.CalledProcessError as stopped:
        log.warning("a file took too much to look into: %s", stopped.returncode)
        return {"refused": "heavy", "told": {}}, kept
    kept.seek(0)
    return json.loads(kept.readline(10_000)), kept


def _refuse_patients(kept: IO[bytes], length: int) -> None:
    if contains_national_number(kept.read(length).decode("utf-8", "replace")):
        raise Refused("patient")


def _measured(file: IO[bytes], begins: int, ending: str, peak: int) -> Inspected:
    digest, size = hashlib.sha256(), 0
    file.seek(begins)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    kind = KINDS[ending].media_type
    return Inspected(file, begins, kind, size, digest.hexdigest(), peak)
