"""Where the little process starts: limits first, then the file, then one line of answer.

Standard in is the file. Standard out gets a line of JSON, then the text that was read, then the
content to keep when it is another than what came.
"""

import json
import os
import re
import resource
import sys
from importlib import import_module

from . import sniffing
from .kinds import KINDS
from .reading import Text
from .refusal import Refusal

MB = 1 << 20
SECONDS, DATA, ADDRESSES, WRITTEN, OPEN_FILES = 5, 96 * MB, 1024 * MB, 40 * MB, 32


def limit() -> None:
    """Give up what is not needed, for good."""
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_DATA, DATA),
        (resource.RLIMIT_AS, ADDRESSES),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    os.umask(0o077)


def examine(file, size: int, ending: str, how: str) -> tuple[Text, bytes]:
    """Look into the file as its kind is looked into, or in the way that is asked for."""
    text, family = Text(), KINDS[ending].family
    sniffing.check_head(file, ending)
    if family in ("pdf", "picture"):
        sniffing.refuse_two_faces(file, size)
    # Each kind brings its own library, and only one is needed.
    examiner = import_module(f".{how or family}", __package__)
    return text, examiner.examine(file, size, ending, text) or b""


def answer(ending: str, how: str) -> tuple[dict, bytes, bytes]:
    """What is said back; running out of memory is the file's fault."""
    size = os.fstat(0).st_size
    try:
        with open(0, "rb", closefd=False) as file:
            text, content = examine(file, size, ending, how)
    except Refusal as refusal:
        return {"refused": refusal.code, "told": refusal.told}, b"", b""
    except (MemoryError, RecursionError):
        return {"refused": "heavy", "told": {}}, b"", b""
    return {"facts": text.facts}, str(text).encode("utf-8", "replace"), content


def peak() -> int:
    """The most memory that this process has held, in kilobytes."""
    with open("/proc/self/status", encoding="ascii") as status:
        found = re.search(r"VmHWM:\s+(\d+)", status.read())
    return int(found.group(1)) if found else 0


def main(ending: str, how: str = "") -> None:
    """Answer once."""
    limit()
    told, text, content = answer(ending, how)
    told |= {"text": len(text), "content": len(content), "peak": peak()}
    with open(1, "wb", closefd=False) as out:
        out.write(json.dumps(told).encode() + b"\n")
        out.write(text)
        out.write(content)


if __name__ == "__main__":
    main(*sys.argv[1:])
