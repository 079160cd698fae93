"""Translations: written and compiled with Babel, so that nobody needs gettext from the system."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Bokmål is the source text and needs no catalogue.
LANGUAGES = ("nn", "en")


def path(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def read(source: Path):
    """Read a catalogue."""
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        return read_po(file)


def compile_all() -> None:
    """Compile every catalogue that is newer than its compiled file."""
    for source in sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            _compile(source, compiled)


def _compile(source: Path, compiled: Path) -> None:
    from babel.messages.mofile import write_mo

    # Written beside and moved, so that a running site never reads half a catalogue.
    half = compiled.with_suffix(".mo.new")
    with half.open("wb") as file:
        write_mo(file, read(source))
    os.replace(half, compiled)


if __name__ == "__main__":
    compile_all()
