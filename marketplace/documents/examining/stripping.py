"""Taking place, camera, comments and names out of a picture, without touching the picture."""

import struct

from .refusal import Refusal

PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"),
    *(b"bKGD", b"pHYs"),
}
WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
# In a WebP's head: has EXIF, has XMP.
WEBP_TOLD = 0x08 | 0x04
SOI, EOI, SOS, APP0, APP1, APP2, APP14, APP15, COM = (
    *(0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE),
)


def strip_png(raw: bytes, _turned: int) -> bytes:
    """Keep the chunks that draw the picture."""
    kept, at, name = [raw[:8]], 8, b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", raw, at)
        whole = raw[at : at + 12 + length]
        if len(whole) != 12 + length:
            raise Refusal("damaged")
        if name in PNG_KEPT:
            kept.append(whole)
        at += len(whole)
    return b"".join(kept)


def strip_webp(raw: bytes, _turned: int) -> bytes:
    """Keep the chunks that draw the picture, and say that the others are gone."""
    kept, at = [], 12
    ends = min(len(raw), 8 + int.from_bytes(raw[4:8], "little"))
    while at + 8 <= ends:
        name, length = struct.unpack_from("<4sI", raw, at)
        chunk = bytearray(raw[at : at + 8 + length + length % 2])
        if name == b"VP8X":
            chunk[8] &= ~WEBP_TOLD & 0xFF
        if name in WEBP_KEPT:
            kept.append(bytes(chunk))
        at += 8 + length + length % 2
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def strip_jpeg(raw: bytes, turned: int) -> bytes:
    """Keep the segments that draw the picture, its colours and which way is up."""
    kept, at = [raw[:2], orientation(turned)], 2
    while True:
        if raw[at] != 0xFF:
            raise Refusal("damaged")
        marker = raw[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == EOI:
            return b"".join([*kept, raw[at : at + 2]])
        ends = at + 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
        if draws(marker, raw[at + 4 : at + 16]):
            kept.append(raw[at:ends])
        if marker == SOS:
            at = end_of_scan(raw, ends)
            kept.append(raw[ends:at])
        else:
            at = ends


def draws(marker: int, begins: bytes) -> bool:
    """Tell whether a segment is needed to draw the picture."""
    if marker == APP2:
        return begins.startswith(b"ICC_PROFILE")
    return marker in (APP0, APP14) or not (APP0 <= marker <= APP15 or marker == COM)


def end_of_scan(raw: bytes, at: int) -> int:
    """Where the next marker stands; `FF 00` and restarts are part of the picture."""
    while True:
        at = raw.find(b"\xff", at)
        if at < 0 or at + 1 >= len(raw):
            raise Refusal("damaged")
        if raw[at + 1] not in (0x00, 0xFF) and not 0xD0 <= raw[at + 1] <= 0xD7:
            return at
        at += 1 if raw[at + 1] == 0xFF else 2


def orientation(turned: int) -> bytes:
    """An EXIF that says nothing but which way is up."""
    if turned == 1:
        return b""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, turned, 0)
    tiff = b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
