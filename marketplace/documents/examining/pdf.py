"""PDF: readable, not locked, and without anything that acts by itself."""

import re
import time
import zlib

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from .reading import Text
from .refusal import Refusal

MOST_PAGES = 5_000
SECONDS_OF_TEXT = 2.0
MOST_INFLATED = 40_000_000
ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
NAME_WITH_ESCAPE = re.compile(rb"/[^\s/<>\[\](){}%]*#[^\s/<>\[\](){}%]*")
ACTS = {
    "script": re.compile(rb"/JavaScript\b"),
    "embedded": re.compile(rb"/(EmbeddedFiles?|RichMedia|FileAttachment)\b"),
    "pdf_action": re.compile(rb"/(Launch|XFA|SubmitForm|ImportData|GoToE)\b"),
}
OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
STREAM = re.compile(rb"stream\r?\n")
LOCKED = re.compile(rb"/Encrypt\b")
# Nobody writes these with escapes, except to hide what follows.
PLAIN = {b"/Type", b"/ObjStm", b"/Filter", b"/FlateDecode", b"/DecodeParms", b"/Encrypt"}


def examine(file, size: int, ending: str, text: Text) -> None:
    """Refuse what is locked, broken or acts; gather the text of the first pages."""
    raw = file.read()
    _check_end(raw)
    if LOCKED.search(raw):
        raise Refusal("encrypted")
    _refuse_acts(raw)
    for inflated in object_streams(raw):
        _refuse_acts(inflated)
    file.seek(0)
    _read(file, text)


def _check_end(raw: bytes) -> None:
    at = raw.rfind(b"%%EOF")
    if at < 0 or raw[at + 5 :].strip(b"\r\n\t \0"):
        raise Refusal("damaged")


def _refuse_acts(raw: bytes) -> None:
    """Look for the words in the whole file: a reader may be led to any byte of it."""
    hidden = {unescaped(found.group()) for found in NAME_WITH_ESCAPE.finditer(raw)}
    if hidden & PLAIN:
        raise Refusal("pdf_odd")
    for code, words in ACTS.items():
        if words.search(raw) or any(words.match(name) for name in hidden):
            raise Refusal(code)


def unescaped(name: bytes) -> bytes:
    """A name as it is meant: `/J#61vaScript` is `/JavaScript`."""
    return ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), name)


def object_streams(raw: bytes):
    """The packed objects, unpacked; what is packed in an unusual way is refused."""
    left = MOST_INFLATED
    for found in OBJECTS.finditer(raw):
        begins = STREAM.search(raw, found.end(), found.end() + 2000)
        opens = raw.rfind(b"obj", max(0, found.start() - 2000), found.start())
        if begins is None or opens < 0:
            continue
        told = raw[opens : begins.start()]
        if b"/DecodeParms" in told or told.count(b"Decode") > 1:
            raise Refusal("pdf_odd")
        if b"Decode" in told and b"/FlateDecode" not in told:
            raise Refusal("pdf_odd")
        inflated = _inflate(raw, begins.end(), left) if b"/FlateDecode" in told else b""
        left -= len(inflated)
        yield inflated


def _inflate(raw: bytes, at: int, left: int) -> bytes:
    stream = zlib.decompressobj()
    try:
        inflated = stream.decompress(memoryview(raw)[at:], max(left, 1))
    except zlib.error as broken:
        raise Refusal("damaged") from broken
    if stream.unconsumed_tail and not stream.eof:
        raise Refusal("bomb")
    return inflated


def _read(file, text: Text) -> None:
    try:
        reader = PdfReader(file)
        if reader.is_encrypted:
            raise Refusal("encrypted")
        _check_opening(reader)
        if len(reader.pages) > MOST_PAGES:
            raise Refusal("bomb")
        if not reader.pages:
            raise Refusal("damaged")
        _gather(reader, text)
    except (Refusal, MemoryError):
        raise
    except Exception as broken:
        raise Refusal("damaged") from broken


def _check_opening(reader: PdfReader) -> None:
    """What happens when it is opened: go to a page, and nothing else."""
    root = reader.trailer["/Root"].get_object()
    opening = root.get("/OpenAction")
    opening = opening.get_object() if isinstance(opening, IndirectObject) else opening
    if isinstance(opening, DictionaryObject) and opening.get("/S") != "/GoTo":
        raise Refusal("pdf_action")


def _gather(reader: PdfReader, text: Text) -> None:
    ends = time.monotonic() + SECONDS_OF_TEXT
    for page in reader.pages:
        if time.monotonic() > ends:
            return
        text.add(page.extract_text() + "\n")
