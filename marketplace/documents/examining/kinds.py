"""What may be uploaded: extension, media type and the largest size."""

from dataclasses import dataclass

MB = 1_000_000
LARGEST = 25 * MB
OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Kind:
    """A kind of file: how it is looked into, and what it is served as."""

    family: str
    media_type: str
    largest: int = LARGEST


PICTURE_MB, TEXT_MB = 15 * MB, 5 * MB
KINDS = {
    "pdf": Kind("pdf", "application/pdf"),
    "docx": Kind("ooxml", OOXML + "wordprocessingml.document"),
    "xlsx": Kind("ooxml", OOXML + "spreadsheetml.sheet"),
    "pptx": Kind("ooxml", OOXML + "presentationml.presentation"),
    "odt": Kind("odf", ODF + "text"),
    "ods": Kind("odf", ODF + "spreadsheet"),
    "odp": Kind("odf", ODF + "presentation"),
    "png": Kind("picture", "image/png", PICTURE_MB),
    "jpg": Kind("picture", "image/jpeg", PICTURE_MB),
    "jpeg": Kind("picture", "image/jpeg", PICTURE_MB),
    "webp": Kind("picture", "image/webp", PICTURE_MB),
    "txt": Kind("plain", "text/plain", TEXT_MB),
    "md": Kind("plain", "text/markdown", TEXT_MB),
    "csv": Kind("plain", "text/csv", TEXT_MB),
    "json": Kind("plain", "application/json", 2 * MB),
}


def extension(name: str) -> str:
    """The last part of a file name, in small letters."""
    stem, dot, last = name.rpartition(".")
    return last.lower() if dot and stem else ""
