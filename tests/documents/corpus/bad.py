"""What must not get in: (what it is made of, the reason that is given)."""

import io
import struct

from pypdf import PdfWriter
from pypdf.actions import JavaScript

from . import packing as p
from .bad_office import BAD_OFFICE, CFB, locked_member
from .good import sheet

EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def locked_pdf() -> bytes:
    """A PDF with a password."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("hemmelig", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scripted_pdf() -> bytes:
    """A PDF with a script, as a library writes it."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_open_action(JavaScript("app.alert('hei')"))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def attached_pdf() -> bytes:
    """A PDF with a file inside."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("vedlegg.exe", b"MZ")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def huge_png() -> bytes:
    """A PNG that says it has very many points."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + p.chunk(b"IHDR", head)
        + p.chunk(b"IDAT", b"x")
        + p.chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

BAD = BAD_OFFICE | {
    "tom.pdf": (lambda: b"", "empty"),
    "for stor.txt": (lambda: b"a" * 5_000_001, "too_large"),
    "stor.pdf": (lambda: p.pdf() + b" " * 25_000_000, "too_large"),
    "program.exe": (lambda: b"MZ\x90\0", "ending"),
    "arkiv.zip": (lambda: p.zipped({"a.txt": "a"}), "ending"),
    "tegning.svg": (lambda: SVG, "ending"),
    "side.html": (lambda: b"<html></html>", "ending"),
    "makro.docm": (lambda: p.office("docx"), "ending"),
    "uten ending": (lambda: b"hei", "ending"),
    ".txt": (lambda: b"hei", "ending"),
    "faktura.pdf.exe": (lambda: b"MZ", "ending"),
    "snudd\u202efdp.txt": (lambda: b"hei", "name"),
    "linje\nskift.txt": (lambda: b"hei", "name"),
    "con.txt": (lambda: b"hei", "name"),
    "LPT1.pdf": (lambda: p.pdf(), "name"),
    "program.pdf": (lambda: b"MZ\x90\0" + b"\0" * 500, "program"),
    "skript.txt": (lambda: b"#!/bin/sh\nrm -rf ~\n", "program"),
    "elf.csv": (lambda: b"\x7fELF" + b"\0" * 100, "program"),
    "bilde.pdf": (lambda: p.picture("PNG"), "mismatch"),
    "pdf.png": (lambda: p.pdf(), "mismatch"),
    "jpeg.png": (lambda: p.picture("JPEG"), "mismatch"),
    "svg.txt": (lambda: SVG, "mismatch"),
    "html.md": (lambda: b"\xef\xbb\xbf \n<!DOCTYPE html><script>1</script>", "mismatch"),
    "php.txt": (lambda: b"<?php system($_GET['x']); ?>", "mismatch"),
    "rtf.txt": (lambda: b"{\\rtf1 hei}", "mismatch"),
    "ark.docx": (lambda: sheet(), "mismatch"),
    "brev.xlsx": (lambda: p.office("docx"), "mismatch"),
    "brev.odt": (lambda: p.office("docx"), "mismatch"),
    "odt.docx": (lambda: p.odf("odt"), "mismatch"),
    "ark.odt": (lambda: p.odf("ods"), "mismatch"),
    "mal.odt": (
        lambda: p.odf("odt", mimetype="application/vnd.oasis.opendocument.text-template"),
        "mismatch",
    ),
    "arkiv.docx": (lambda: p.zipped({"a.txt": "a"}), "mismatch"),
    "gammel.docx": (lambda: CFB, "old_office"),
    "låst.docx": (lambda: CFB + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "låst del.docx": (locked_member, "encrypted"),
    "låst.odt": (
        lambda: p.odf("odt", manifest="<manifest:encryption-data/>"),
        "encrypted",
    ),
    "låst.pdf": (locked_pdf, "encrypted"),
    "skript.pdf": (scripted_pdf, "script"),
    "skjult skript.pdf": (
        lambda: p.pdf(objects=("<< /S /J#61vaScript /JS (app.alert\\(1\\)) >>",)),
        "script",
    ),
    "pakket skript.pdf": (
        lambda: p.pdf(objects=(p.object_stream(b"<< /S /JavaScript /JS (x) >>"),)),
        "script",
    ),
    "uvanlig pakket.pdf": (
        lambda: p.pdf(
            objects=(
                p.object_stream(b"x").replace(b"/FlateDecode", b"[/ASCIIHexDecode /FlateDecode]"),
            )
        ),
        "pdf_odd",
    ),
    "skjult pakke.pdf": (
        lambda: p.pdf(objects=(p.object_stream(b"x").replace(b"/ObjStm", b"/Obj#53tm"),)),
        "pdf_odd",
    ),
    "starter program.pdf": (
        lambda: p.pdf("/OpenAction << /S /Launch /F (cmd.exe) >>"),
        "pdf_action",
    ),
    "åpner nettside.pdf": (
        lambda: p.pdf("/OpenAction 6 0 R", ("<< /S /URI /URI (https://ondt.example) >>",)),
        "pdf_action",
    ),
    "sender skjema.pdf": (lambda: p.pdf("/AA << /O << /S /SubmitForm >> >>"), "pdf_action"),
    "xfa.pdf": (lambda: p.pdf("/AcroForm << /XFA (x) >>"), "pdf_action"),
    "vedlegg.pdf": (attached_pdf, "embedded"),
    "avkortet.pdf": (lambda: p.pdf()[:300], "damaged"),
    "bare hode.pdf": (lambda: b"%PDF-1.7\n" + b"x" * 500, "damaged"),
    "hale.pdf": (lambda: p.pdf() + b"noe mer", "damaged"),
    "pdf og arkiv.pdf": (lambda: p.pdf() + p.zipped({"a.class": "x"}), "polyglot"),
    "html i hodet.pdf": (
        lambda: p.pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%<script>x\n", 1),
        "polyglot",
    ),
    "bilde og arkiv.jpg": (lambda: p.picture("JPEG") + p.zipped({"a.jar": "x"}), "polyglot"),
    "bilde og arkiv.png": (lambda: p.picture("PNG") + p.zipped({"a.jar": "x"}), "polyglot"),
    "php.jpg": (lambda: p.picture("JPEG", comment=b"<?php phpinfo(); ?>"), "polyglot"),
    "kjempe.png": (huge_png, "too_many_pixels"),
    "avkortet.png": (lambda: p.picture("PNG")[:3000], "damaged"),
    "avkortet.jpg": (lambda: p.picture("JPEG")[:3000], "damaged"),
    "ødelagt.webp": (lambda: p.picture("WEBP")[:500], "damaged"),
    "binær.txt": (lambda: bytes(range(256)) * 10, "not_text"),
    "null.csv": (lambda: b"a;b\0;c\n", "not_text"),
    "ikke.json": (lambda: b"{'a': 1}", "not_json"),
    "dyp.json": (lambda: b"[" * 200_000 + b"]" * 200_000, "not_json"),
}
