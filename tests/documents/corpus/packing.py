"""Small office files, PDFs and pictures, packed by hand so that they can be packed wrongly too."""

import io
import struct
import zipfile
import zlib

from PIL import Image

from marketplace.documents.examining.kinds import KINDS
from marketplace.documents.examining.ooxml import MAIN

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def zipped(members: dict, stored=(), **options) -> bytes:
    """A zip file of names and contents."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as packed:
        for name, content in members.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            packed.writestr(name, content, compress_type=kind)
    return out.getvalue()


def relations(*links: tuple[str, str, bool]) -> str:
    """A .rels part: (kind, target, external)."""
    rows = [
        f'<Relationship Id="r{n}" Type="{DOC}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if external else "/>")
        for n, (kind, target, external) in enumerate(links)
    ]
    return f'<?xml version="1.0"?><Relationships xmlns="{RELS}">{"".join(rows)}</Relationships>'


def types(ending: str, *more: str, main: str = "") -> str:
    """The part that says what every part is."""
    named = [
        ("/" + PARTS[ending], main or MAIN[ending]),
        *((f"/x{n}", m) for n, m in enumerate(more)),
    ]
    rows = "".join(f'<Override PartName="{p}" ContentType="{t}"/>' for p, t in named)
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    kind = "application/vnd.openxmlformats-package.relationships+xml"
    rels = f'<Default Extension="rels" ContentType="{kind}"/>'
    return f'<?xml version="1.0"?><Types xmlns="{space}">{rels}{rows}</Types>'


def paragraph(*runs: str) -> str:
    """A paragraph of Word, in as many runs as it likes."""
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def word(body: str = "") -> str:
    """The main part of a Word file."""
    body = body or paragraph("Hei på deg.")
    return f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def parts(ending: str, more: dict | None = None, **changed) -> dict:
    """The members of a small office file."""
    main = word() if ending == "docx" else '<?xml version="1.0"?><main/>'
    base = {
        "[Content_Types].xml": types(ending),
        "_rels/.rels": relations(("officeDocument", PARTS[ending], False)),
        PARTS[ending]: main,
    }
    return base | (more or {}) | changed


def office(ending: str, more: dict | None = None) -> bytes:
    """A small office file."""
    return zipped(parts(ending, more))


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
LINK = "http://www.w3.org/1999/xlink"
NAMES = f'xmlns:office="{OFFICE}" xmlns:text="{TEXT}" xmlns:xlink="{LINK}"'
NAMES += ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
NAMES += ' xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"'


def odf_content(body: str = "<text:p>Hei på deg.</text:p>", before: str = "") -> str:
    """The content part of an OpenDocument file."""
    return (
        f'<?xml version="1.0"?><office:document-content {NAMES}>{before}'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">%s</manifest:manifest>'
)


def odf(ending: str, more: dict | None = None, manifest: str = "", mimetype: str = "") -> bytes:
    """A small OpenDocument file."""
    base = {
        "mimetype": mimetype or KINDS[ending].media_type,
        "content.xml": odf_content(),
        "META-INF/manifest.xml": MANIFEST % manifest,
    }
    return zipped(base | (more or {}), stored=("mimetype",))


def pdf(catalog: str = "", objects: tuple = (), text: str = "Hei", trailer: str = "") -> bytes:
    """A PDF of one page, written by hand; `objects` are numbered from 6."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(one if isinstance(one, bytes) else one.encode() for one in objects),
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = (
        f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    )
    return bytes(out) + end.encode()


def object_stream(inside: bytes) -> bytes:
    """An object that holds packed objects."""
    packed = zlib.compress(b"20 0 " + inside)
    told = b"<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length %d >>" % len(packed)
    return told + b"\nstream\n" + packed + b"\nendstream"


def picture(kind: str, size=(400, 300), mode: str = "RGB", **options) -> bytes:
    """A picture with a pattern, so that it does not pack to nothing."""
    out = io.BytesIO()
    Image.effect_mandelbrot(size, (-2, -1.5, 1, 1.5), 20).convert(mode).save(out, kind, **options)
    return out.getvalue()


def located(kind: str) -> bytes:
    """A picture that tells where it was taken, by whom, and is turned."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Kameramerke"
    exif.get_ifd(0x8825)[2] = (59.0, 54.0, 50.0)
    return picture(kind, exif=exif)


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
