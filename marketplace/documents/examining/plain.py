"""Text, tables and JSON: readable signs and nothing else."""

import codecs
import json
import re

from .reading import Text
from .refusal import Refusal

NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def examine(file, size: int, ending: str, text: Text) -> None:
    """Refuse what is not text, and JSON that is not JSON; gather all of it."""
    said = decoded(file.read())
    if NOT_TEXT.search(said):
        raise Refusal("not_text")
    if ending == "json":
        _check_json(said)
    text.add(said)


def decoded(raw: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or what older Windows programs write."""
    marked = next((name for mark, name in MARKS.items() if raw.startswith(mark)), "")
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("not_text")


def _check_json(said: str) -> None:
    try:
        json.loads(said)
    except (ValueError, RecursionError) as broken:
        raise Refusal("not_json") from broken
