"""What a file is, by its first bytes, whatever it is called."""

import puremagic

from .kinds import KINDS
from .refusal import Refusal

HEAD = 4096
ZIP, CFB = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"#!/",
)
FAMILIES = {"pdf": b"%PDF-", "ooxml": ZIP, "odf": ZIP}
PICTURES = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}
MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<?php", b"{\\rtf")
END_OF_ZIP, ZIP_END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535


def check_head(file, ending: str) -> None:
    """Refuse a file that begins as something else than its name says."""
    head = file.read(HEAD)
    file.seek(0)
    if not head:
        raise Refusal("empty")
    if head.startswith(CFB):
        raise Refusal("encrypted" if ENCRYPTED_PACKAGE in file.read() else "old_office")
    if head.startswith(PROGRAMS):
        raise Refusal("program")
    if not begins_right(head, ending):
        raise Refusal("mismatch", ending=ending, found=guess(head))


def begins_right(head: bytes, ending: str) -> bool:
    """Tell whether the first bytes are those of the kind."""
    family = KINDS[ending].family
    if family == "plain":
        return not head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP)
    if ending == "webp":
        return head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    return head.startswith(PICTURES[ending] if family == "picture" else FAMILIES[family])


def guess(head: bytes) -> str:
    """The ending that the content would fit, or nothing."""
    try:
        return puremagic.from_string(head).lstrip(".")
    except (puremagic.PureError, ValueError):
        return ""


def refuse_two_faces(file, size: int) -> None:
    """Refuse what is a picture or a PDF from the front and an archive from the back."""
    file.seek(max(0, size - LONGEST_COMMENT - ZIP_END_SIZE))
    tail = file.read()
    file.seek(0)
    head = file.read(1024).lower()
    file.seek(0)
    at = tail.rfind(END_OF_ZIP)
    # An archive is found from its end: the comment must reach exactly to the last byte.
    if at >= 0 and at + ZIP_END_SIZE <= len(tail):
        comment = int.from_bytes(tail[at + 20 : at + 22], "little")
        if at + ZIP_END_SIZE + comment <= len(tail):
            raise Refusal("polyglot")
    if any(mark in head for mark in (b"<script", b"<html", b"<?php")):
        raise Refusal("polyglot")
