"""Word, Excel and PowerPoint: no macros, no foreign objects, nothing fetched from elsewhere."""

import io
import re
from urllib.parse import urlsplit

from .archives import Archive
from .kinds import KINDS, extension
from .reading import Text, walk
from .refusal import Refusal

TYPES = "[Content_Types].xml"
MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
MACRO_NAMES = re.compile(
    r"(?i)(^|/)(vba\w*\.(bin|xml)|macrosheets?/|intlmacrosheets?/|dialogsheets?/|activex/)"
)
MACRO_TYPES = re.compile(r"(?i)macro|vba|activex|dialogsheet")
OBJECTS = ("oleobject", "control", "afchunk", "attachedtoolbars", "vbaproject", "xlmacrosheet")
# A link that a person presses is no danger by itself; everything else that is fetched is.
LINKS = ("http", "https", "mailto", "tel", "")
FIELDS = re.compile(r"(?i)\bdde(auto)?\b|\binclude(text|picture)\b[^\n]*(://|\\\\)")
ENDS = frozenset({"p", "si", "c", "f", "v", "row", "br", "tab", "comment"})
BODY = re.compile(
    r"^(word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"
    r"|xl/(sharedStrings|worksheets/[^/]+|comments\d*)(\.xml)?"
    r"|ppt/(slides|notesSlides|comments)/[^/]+\.xml)$"
)


def examine(file, size: int, ending: str, text: Text, depth: int = 0) -> None:
    """Refuse what could do something by itself; gather the text."""
    archive = Archive(file, size)
    _check_types(archive, ending)
    if any(MACRO_NAMES.search(name) for name in archive.names()):
        raise Refusal("macro")
    for name in sorted(archive.names()):
        if name.endswith(".rels"):
            _check_links(archive.stream(name))
    _check_nested(archive, archive.check_contents(), text, depth)
    for name in sorted(archive.names()):
        if BODY.match(name):
            _read_body(archive.stream(name), text)


def _check_types(archive: Archive, ending: str) -> None:
    """The file must say itself that it is what its name says."""
    if TYPES not in archive.names():
        raise Refusal("mismatch", ending=ending, found="zip")
    types: set[str] = set()
    walk(archive.stream(TYPES), lambda _n, told: types.add(told.get("ContentType", "")))
    if any(MACRO_TYPES.search(one) for one in types):
        raise Refusal("macro")
    if MAIN[ending] not in types:
        found = next((other for other, one in MAIN.items() if one in types), "")
        raise Refusal("mismatch", ending=ending, found=found)


def _check_links(chunks) -> None:
    walk(chunks, lambda name, told: _check_link(told) if name == "Relationship" else None)


def _check_link(told: dict) -> None:
    kind = told.get("Type", "").rpartition("/")[2].lower()
    if kind in OBJECTS:
        raise Refusal("embedded")
    if told.get("TargetMode", "").lower() != "external":
        return
    target = told.get("Target", "").strip()
    if kind != "hyperlink":
        raise Refusal("fetches")
    if target.startswith("\\\\") or scheme(target) not in LINKS:
        raise Refusal("odd_link")


def scheme(target: str) -> str:
    """What stands before the colon of an address."""
    try:
        return urlsplit(target).scheme
    except ValueError:
        return "?"


def _check_nested(archive: Archive, nested: list, text: Text, depth: int) -> None:
    """A chart brings its own little workbook; anything else inside is refused."""
    for member in nested:
        ending = extension(member.filename)
        is_office = ending in KINDS and KINDS[ending].family == "ooxml"
        if depth or not is_office or "/embeddings/" not in member.filename:
            raise Refusal("nested")
        content = archive.read(member.filename, 10_000_000)
        examine(io.BytesIO(content), len(content), ending, text, depth + 1)


def _read_body(chunks, text: Text) -> None:
    fields, said = Text(), Text()

    def see(name, told):
        if name in ("ddeLink", "oleLink"):
            raise Refusal("fetches")
        fields.add(told.get("instr", ""))

    walk(chunks, see, said, ENDS)
    if FIELDS.search(f"{fields}\n{said}"):
        raise Refusal("fetches")
    text.add(str(said))
