"""R24: every synthetic identity number is flagged, in text and in files; hardly anything else."""

import io
import random

import openpyxl
import pytest

from innovation.forms import NeedForm
from marketplace.documents.inspection import Refused, inspect
from marketplace.forms import StepForm, reason
from marketplace.national_number import contains_national_number
from marketplace.orgnr import is_orgnr
from tests.documents.corpus import packing
from tests.marketplace.test_national_number import NUMBERS

FALSE_ALARMS = 100


def hidden(number: str, way: str) -> str:
    """The number as people write it."""
    parts = number[:2], number[2:4], number[4:6], number[6:]
    ways = {
        "nakent": number,
        "i to deler": f"{number[:6]} {number[6:]}",
        "som dato": "{}.{}.{}-{}".format(*parts),
        "med hårde mellomrom": "{}\u00a0{}\u00a0{}\u00a0{}".format(*parts),
        "fem i to": f"{number[:6]} {number[6:9]} {number[9:]}",
        "usynlig delt": f"{number[:6]}\u200b{number[6:]}",
        "andre sifre": "".join(chr(0xFF10 + int(digit)) for digit in number),
        "etter et nummer": f"00 {number}",
        "i en liste": f"{NUMBERS[0][::-1]} {number}",
    }
    return ways[way]


WAYS = [
    "nakent",
    "i to deler",
    "som dato",
    "med hårde mellomrom",
    "fem i to",
    "usynlig delt",
    "andre sifre",
    "etter et nummer",
    "i en liste",
]


@pytest.mark.parametrize("way", WAYS)
def test_two_hundred_numbers_are_flagged_however_they_are_written(way):
    texts = [f"Gjelder {hidden(number, way)}, født hjemme." for number in NUMBERS]

    assert [text for text in texts if not contains_national_number(text)] == []


def test_a_number_with_the_year_written_out_is_flagged():
    texts = [f"{n[:2]}.{n[2:4]}.19{n[4:6]} {n[6:]}" for n in NUMBERS]

    assert [text for text in texts if not contains_national_number(text)] == []


@pytest.mark.django_db
def test_two_hundred_numbers_are_flagged_in_every_text_of_a_form(editor, area):
    for number in NUMBERS:
        for field in ("title", "problem", "effect", "go_ahead_role"):
            form = NeedForm({field: f"Pasient {number} venter"}, actor=editor)
            assert "fødselsnummer" in " ".join(form.errors[field])


def test_two_hundred_numbers_are_flagged_in_what_a_step_asks():
    for number in NUMBERS:
        assert "note" in StepForm({"note": reason()}, {"note": f"Se {number}"}).errors


def sheet(text: str) -> bytes:
    """A spreadsheet with the text in one cell and a bare number in another."""
    book = openpyxl.Workbook()
    book.active.append(["Navn", text])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES = {
    "a.txt": lambda text: text.encode(),
    "a.md": lambda text: f"# Liste\n\n* {text}\n".encode(),
    "a.csv": lambda text: f"navn;nummer\nKari;{text}\n".encode("cp1252"),
    "a.json": lambda text: f'{{"nummer": "{text}"}}'.encode(),
    "a.docx": lambda text: packing.office(
        "docx",
        {"word/document.xml": packing.word(packing.paragraph(text[:5], text[5:]))},
    ),
    "a.odt": lambda text: packing.odf(
        "odt", {"content.xml": packing.odf_content(f"<text:p>Kari {text}</text:p>")}
    ),
    "a.xlsx": sheet,
    "a.pptx": lambda text: packing.office(
        "pptx", {"ppt/slides/slide1.xml": f"<s><p><t>{text[:7]}</t><t>{text[7:]}</t></p></s>"}
    ),
    "a.pdf": lambda text: packing.pdf(text=text),
}


@pytest.mark.parametrize("name", FILES)
def test_two_hundred_numbers_are_flagged_in_files(name):
    """Each number in one file, the kinds in turn."""
    for number in NUMBERS[list(FILES).index(name) :: len(FILES)]:
        raw = FILES[name](number)
        with pytest.raises(Refused) as refusal:
            inspect(name, len(raw), io.BytesIO(raw))
        assert refusal.value.code == "patient"


def organisation(dice: random.Random) -> str:
    """A valid organisation number."""
    while not is_orgnr(number := f"{dice.randrange(8, 10)}{dice.randrange(10**8):08}"):
        continue
    return number


def ordinary(dice: random.Random) -> str:
    """An organisation, telephone, account or case number as people write it."""
    digits = "".join(dice.choices("0123456789", k=12))
    org = organisation(dice)
    return dice.choice(
        [
            f"Org.nr. {org[:3]} {org[3:6]} {org[6:]}",
            f"Org.nr. {org}MVA",
            f"tlf. {digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:8]}",
            f"+47 {digits[:3]} {digits[3:5]} {digits[5:8]}, {digits[:8]}",
            f"0047 {digits[:8]}",
            f"Sak 20{digits[:2]}/{digits[2:8]}-{digits[8:10]}",
            f"Sak 2026{digits[:5]}-{digits[5:7]}",
            f"{digits[:4]}.{digits[4:6]}.{digits[6:11]}",
            f"Konto {digits[:11]}",
            f"Kommune {digits[:4]}, {digits[4:8]} innbyggere, {digits[8:12]} ansatte",
        ]
    )


def test_ordinary_numbers_hardly_ever_raise_an_alarm():
    dice = random.Random(24)
    texts = [ordinary(dice) for _number in range(10_000)]

    alarms = [text for text in texts if contains_national_number(text)]

    assert len(alarms) <= FALSE_ALARMS, alarms[:10]
    print(f"R24: {len(alarms)} false alarms of 10,000")
