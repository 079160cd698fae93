"""What people rightly upload: every one of these must be taken."""

import io
import json
import random

import openpyxl
from openpyxl.chart import BarChart, Reference
from pypdf import PdfWriter

from marketplace import pdf as typst

from . import packing as p


def sheet(rows: int = 5, chart: bool = False) -> bytes:
    """A spreadsheet as a library writes it."""
    book = openpyxl.Workbook()
    page = book.active
    for number in range(rows):
        page.append([f"Kommune {number}", number * 1000, "=B1*2"])
    if chart:
        drawn = BarChart()
        drawn.add_data(Reference(page, min_col=2, min_row=1, max_row=rows))
        page.add_chart(drawn, "E2")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def written(pages: int = 3, **metadata) -> bytes:
    """A PDF as a library writes it, with packed objects left out."""
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(595, 842)
    writer.add_metadata(metadata or {"/Title": "Notat"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def large_sheet() -> bytes:
    """Many rows: the parts pack a lot, as honest spreadsheets do."""
    return sheet(20_000)


def noise(size: int) -> bytes:
    """Bytes that do not pack."""
    return random.Random(1).randbytes(size)


def many_pages() -> bytes:
    """A report of 120 pages of text."""
    return written(120)


def photo() -> bytes:
    """A large photo from a phone."""
    return p.picture("JPEG", (4000, 3000), quality=90)


MINUTES = (
    "Møte 12.03.2026\nSak 2026/00123: Felles kartlegging.\nOrg.nr. 310 000 019, tlf. 22 33 44 55\n"
)
NOTE = {"title": "Plan", "foot": "Ringsaker", "paragraphs": ["Vi begynner i mars."]}
WITH_LINK = p.parts(
    "docx",
    {
        "word/_rels/document.xml.rels": p.relations(
            ("hyperlink", "https://ehelse.no/side?x=1", True)
        )
    },
)
WITH_PICTURE = {"word/media/image1.png": p.picture("PNG")}
CHARTED = {
    "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx": sheet(),
    "ppt/charts/_rels/chart1.xml.rels": p.relations(
        ("package", "../embeddings/Microsoft_Excel_Sheet1.xlsx", False)
    ),
}
LINKED_ODF = p.odf_content('<text:p><text:a xlink:href="https://ks.no/">KS</text:a></text:p>')
DRAWN_ODF = p.odf_content('<draw:image xlink:href="Pictures/1.png"/>')

GOOD = {
    "notat.txt": lambda: "Møte i går. Hei på deg, Šibenik!".encode(),
    "med merke.txt": lambda: "\ufeffMøte i går".encode(),
    "fra windows.txt": lambda: "Møte i går – på rådhuset".encode("cp1252"),
    "utf16.txt": lambda: "Møte i går".encode("utf-16"),
    "referat.md": lambda: f"# Referat\n\n{MINUTES}\n| a | b |\n|---|---|\n".encode(),
    "html i tekst.md": lambda: b"# Tittel\n\nSkriv <b>fet</b> skrift.\n",
    "kommuner.csv": lambda: "kommune;innbyggere\nÅs;21 000\nBø;6 000\n".encode("cp1252"),
    "formler.csv": lambda: b'navn,sum\n"=SUM(A1:A9)",+1\n@x,-2\n',
    "stor.csv": lambda: b"kommune;tall\n" + b"Ringsaker;12345\n" * 200_000,
    "svar.json": lambda: json.dumps({"spørsmål": ["ja", 1, None]}).encode(),
    "dyp.json": lambda: b"[" * 100 + b"]" * 100,
    "plan.pdf": lambda: typst.render("note", NOTE),
    "hånd.pdf": lambda: p.pdf(),
    "tom side.pdf": lambda: written(1),
    "mange sider.pdf": many_pages,
    "åpner på side 2.pdf": lambda: p.pdf(catalog="/OpenAction [3 0 R /Fit]"),
    "går til side.pdf": lambda: p.pdf("/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"),
    "med lenke.pdf": lambda: p.pdf(
        objects=("<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://ks.no) >> >>",)
    ),
    "pakket.pdf": lambda: p.pdf(objects=(p.object_stream(b"<< /Type /Outlines >>"),)),
    "nummer.pdf": lambda: p.pdf(text="Sak 2026/00123, org.nr. 310000019"),
    "brev.docx": lambda: p.office("docx"),
    "med lenke.docx": lambda: p.zipped(WITH_LINK),
    "med bilde.docx": lambda: p.office("docx", WITH_PICTURE),
    "lagret uten pakking.docx": lambda: p.zipped(p.parts("docx"), stored=tuple(p.parts("docx"))),
    "lang.docx": lambda: p.office("docx", {p.PARTS["docx"]: p.word(p.paragraph("Hei. ") * 60_000)}),
    "felter.docx": lambda: p.office(
        "docx", {p.PARTS["docx"]: p.word('<w:fldSimple w:instr=" PAGE "/>' + p.paragraph("add"))}
    ),
    "ark.xlsx": sheet,
    "diagram.xlsx": lambda: sheet(10, chart=True),
    "stort ark.xlsx": large_sheet,
    "lysark.pptx": lambda: p.office("pptx", {"ppt/slides/slide1.xml": "<sld/>"}),
    "diagram.pptx": lambda: p.office("pptx", CHARTED),
    "tekst.odt": lambda: p.odf("odt"),
    "lenke.odt": lambda: p.odf("odt", {"content.xml": LINKED_ODF}),
    "bilde.odt": lambda: p.odf(
        "odt", {"content.xml": DRAWN_ODF, "Pictures/1.png": p.picture("PNG")}
    ),
    "regneark.ods": lambda: p.odf("ods"),
    "lysark.odp": lambda: p.odf("odp"),
    "skjerm.png": lambda: p.picture("PNG", (1600, 900)),
    "gjennomsiktig.png": lambda: p.picture("PNG", mode="RGBA"),
    "palett.png": lambda: p.picture("PNG", mode="P"),
    "størst.png": lambda: p.picture("PNG", (5000, 4000), "RGB"),
    "bilde.jpg": lambda: p.picture("JPEG"),
    "gradvis.jpg": lambda: p.picture("JPEG", (3000, 2000), progressive=True),
    "foto.jpeg": photo,
    "med sted.jpg": lambda: p.located("JPEG"),
    "med hale.jpg": lambda: p.picture("JPEG") + b"SEFH" + noise(200),
    "grå.jpg": lambda: p.picture("JPEG", mode="L"),
    "bilde.webp": lambda: p.picture("WEBP"),
    "tapsfri.webp": lambda: p.picture("WEBP", lossless=True),
    "med sted.webp": lambda: p.located("WEBP"),
    "x" * 300 + ".txt": lambda: b"langt navn",
    "TO.DELER.PDF": lambda: p.pdf(),
}
