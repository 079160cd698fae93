"""Bring the catalogues up to date with the texts in the code, and keep what is translated."""

import os
from io import BytesIO

from .catalogues import path, read
from .catalogues_extract import extract

# Written by hand: no dates and no names, so that a diff shows texts and nothing else.
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: fkj-markedsplass\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def update(language: str) -> None:
    """Write the catalogue of one language: new texts come in empty, unused ones go out."""
    catalogue = extract(language)
    if path(language).exists():
        _keep_translations(catalogue, read(path(language)))
    write(catalogue, language)


def _keep_translations(catalogue, old) -> None:
    for message in catalogue:
        known = old.get(message.id, message.context) if message.id else None
        # A text that gained or lost its plural must be translated anew.
        if known and not known.fuzzy and known.pluralizable == message.pluralizable:
            message.string = known.string


def write(catalogue, language: str) -> None:
    """Write a catalogue, one text a line and sorted."""
    from babel.messages.pofile import write_po

    body = BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    path(language).parent.mkdir(parents=True, exist_ok=True)
    half = path(language).with_suffix(".po.new")
    half.write_bytes(HEADER.format(language=language).encode() + body.getvalue())
    os.replace(half, path(language))
