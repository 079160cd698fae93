"""OpenDocument: no scripts, no secrets, nothing fetched from elsewhere."""

import re

from .archives import Archive
from .kinds import KINDS
from .ooxml import LINKS, scheme
from .reading import Text, walk
from .refusal import Refusal

SCRIPTS = re.compile(r"(?i)^(basic|scripts|dialogs)/")
SCRIPT_TAGS = ("event-listener", "script", "event-listeners")
DDE = ("dde-connection-decl", "dde-source", "dde-connection")
ENDS = frozenset({"p", "h", "table-cell", "table-row", "line-break", "tab"})
BODY = re.compile(r"^(Object [^/]+/)?(content|styles)\.xml$")


def examine(file, size: int, ending: str, text: Text) -> None:
    """Refuse what could do something by itself; gather the text."""
    archive = Archive(file, size)
    _check_type(archive, ending)
    if any(SCRIPTS.match(name) for name in archive.names()):
        raise Refusal("macro")
    _check_manifest(archive.stream("META-INF/manifest.xml"))
    if archive.check_contents():
        raise Refusal("nested")
    for name in sorted(archive.names()):
        if BODY.match(name):
            walk(archive.stream(name), _see, text if name == "content.xml" else None, ENDS)


def _check_type(archive: Archive, ending: str) -> None:
    first = min(archive.members, key=lambda member: member.header_offset, default=None)
    if first is None or first.filename != "mimetype":
        raise Refusal("mismatch", ending=ending, found="zip")
    named = archive.read("mimetype", 200).decode("ascii", "replace").strip()
    if named != KINDS[ending].media_type:
        found = next((other for other, kind in KINDS.items() if kind.media_type == named), "")
        raise Refusal("mismatch", ending=ending, found=found)


def _check_manifest(chunks) -> None:
    def see(name, _told):
        if name in ("encryption-data", "encrypted-key"):
            raise Refusal("encrypted")

    walk(chunks, see)


def _see(name: str, told: dict) -> None:
    if name in SCRIPT_TAGS:
        raise Refusal("macro")
    if name in DDE:
        raise Refusal("fetches")
    target = told.get("href", "").strip()
    if name == "a":
        if target.startswith("\\\\") or scheme(target) not in LINKS:
            raise Refusal("odd_link")
    elif scheme(target) or target.startswith(("//", "\\\\", "../", "/")):
        raise Refusal("fetches")
