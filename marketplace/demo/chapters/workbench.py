"""Arbeidsbenken: pictures of the applications, drawn here, and a new version on its way."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from verification.forms import PictureForm, VersionStartForm
from verification.models import Application, Picture, Version

from ..filling import fill
from .verification import KOGNITIV

SIZE, BAR, SIDE = (1200, 750), 84, 260
BLUE, PALE, WHITE, GREEN, INK = "#0b5573", "#e8f1f4", "#ffffff", "#1f7a5c", "#1a2b33"
# Whose, of what, what it shows, what it says below, and the lines on the screen.
SCREENS = [
    (
        "leverandor",
        KOGNITIV,
        "Dagens besøk i en liste, med navn på oppdraget og om kartleggingen er begynt.",
        "Dagens besøk",
        ["Kartlegging 1 av 4: ferdig", "Kartlegging 2 av 4: i gang", "Kartlegging 3 av 4"],
    ),
    (
        "leverandor",
        KOGNITIV,
        "Ett spørsmål om gangen med store svarknapper, og et merke som sier at nettet er borte.",
        "Kartlegging uten nett",
        ["Uten nett: svarene lagres her", "Hvilken dag er det i dag?", "Riktig   Delvis   Feil"],
    ),
    (
        "nordlys",
        "Tildel",
        "En søknad med kriterier til venstre og forslag til vedtak til høyre.",
        "Fra søknad til vedtak",
        ["Mottatt 3. november", "Kriterier: 6 av 6 vurdert", "Forslag: Hjemmesykepleie"],
    ),
]
NEXT = {
    "number": "1.1.0",
    "release_notes": "Kartleggingen kan deles med fastlegen. Ingen krav er berørt.",
    "ui_url": "https://kognitivkart.demo.example/",
}


def tell(actors) -> None:
    """Hang up the pictures, and let one supplier begin on the next version."""
    for name, title, alt, caption, lines in SCREENS:
        application = Application.objects.get(name=title)
        if not application.pictures.filter(caption=caption).exists():
            _hang(actors[name], application, alt, caption, lines)
    _begin(actors["leverandor"], Application.objects.get(name=KOGNITIV))


def _hang(supplier, application, alt: str, caption: str, lines: list[str]) -> None:
    file = SimpleUploadedFile("skjerm.png", drawn(application.name, lines))
    words, instance = {"alt": alt, "caption": caption}, Picture(application=application)
    form = PictureForm(words, {"file": file}, instance=instance, actor=supplier)
    if not form.is_valid():
        raise ValueError(form.errors.as_text())
    form.save()


def _begin(supplier, application) -> None:
    earlier = application.versions.get(number="1.0.0")
    if not application.versions.filter(number=NEXT["number"]).exists():
        words = NEXT | {"start_from": earlier.pk}
        fill(VersionStartForm, supplier, words, Version(application=application))


def drawn(title: str, lines: list[str]) -> bytes:
    """A simple screen: a bar, a menu and a card for each line. Its letters stop before æ, ø, å."""
    picture = Image.new("RGB", SIZE, PALE)
    pen = ImageDraw.Draw(picture)
    large, small = ImageFont.load_default(40), ImageFont.load_default(32)
    pen.rectangle((0, 0, SIZE[0], BAR), fill=BLUE)
    pen.text((36, 20), title, fill=WHITE, font=large)
    pen.rectangle((0, BAR, SIDE, SIZE[1]), fill=WHITE)
    for number in range(4):
        top = BAR + 40 + number * 70
        pen.rounded_rectangle((30, top, SIDE - 40, top + 34), 8, fill=PALE)
    for number, line in enumerate(lines):
        top = BAR + 50 + number * 180
        pen.rounded_rectangle((SIDE + 50, top, SIZE[0] - 50, top + 140), 16, fill=WHITE)
        pen.rounded_rectangle((SIDE + 50, top, SIDE + 66, top + 140), 8, fill=GREEN)
        pen.text((SIDE + 100, top + 48), line, fill=INK, font=small)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
