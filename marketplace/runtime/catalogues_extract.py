"""Which texts the code and the templates hold, as Django looks them up when it runs."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from .catalogues import ROOT
from .catalogues_borrowed import BORROWED

FOLDERS = (
    "marketplace",
    "participation",
    "innovation",
    "verification",
    "procurement",
    "store",
    "experience",
)
KEYWORDS = {
    "_": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def extract(language: str):
    """Return a fresh Babel catalogue with every text of a language, and no translations."""
    from babel.messages.catalog import Catalog

    catalogue = Catalog()
    for source in _sources():
        for context, text in _texts(source):
            catalogue.add(text, context=context)
    for text in BORROWED.get(language, ()):
        catalogue.add(text)
    return catalogue


def _sources() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted((ROOT / folder).rglob("*.py"))
    yield from sorted((ROOT / "templates").rglob("*.html"))
    yield from sorted((ROOT / "templates").rglob("*.txt"))


def _texts(source: Path) -> Iterator[tuple[str | None, str | tuple[str, str]]]:
    from babel.messages.extract import extract as extract_from

    python = source.read_text() if source.suffix == ".py" else _as_python(source)
    found = extract_from("python", BytesIO(python.encode()), keywords=KEYWORDS)
    for _line, text, _comments, context in found:
        yield context, text


def _as_python(template: Path) -> str:
    """Turn a template into calls of gettext, the way Django itself does it."""
    from django.utils.translation.template import templatize

    # What stands between the calls is padding; left indented it would not be read as Python.
    python = templatize(template.read_text(), origin=str(template))
    return "\n".join(line.strip() for line in python.splitlines())
