"""What is wrong with a catalogue: a text that is missing, untranslated, unsure, unused or bent."""

import re
from collections import Counter
from collections.abc import Iterator

from .catalogues import path, read
from .catalogues_extract import extract

# What a translation must carry over untouched: %(name)s, {name}, %% and tags.
CARRIED = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?\w+[^>]*>")


def problems(language: str) -> list[str]:
    """Return one line for each thing that is wrong with the catalogue of a language."""
    if not path(language).exists():
        return [f"{language}: there is no catalogue"]
    wanted, kept = extract(language), read(path(language))
    return [f"{language}: {problem}" for problem in compare(wanted, kept)]


def compare(wanted, kept) -> Iterator[str]:
    """Go through the texts that are wanted, and then the ones that nobody asks for."""
    for message in _texts(wanted):
        translated = kept.get(message.id, message.context)
        if problem := _problem(message, translated):
            yield f"{problem}: {_singular(message)!r}"
    for message in [*_texts(kept), *kept.obsolete.values()]:
        if wanted.get(message.id, message.context) is None:
            yield f"obsolete: {_singular(message)!r}"


def _texts(catalogue) -> list:
    return [message for message in catalogue if message.id]


def _singular(message) -> str:
    return _forms(message.id)[0]


def _forms(text: str | tuple | list) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _problem(message, translated) -> str:
    """Name the first thing that is wrong with one translation, or nothing."""
    if translated is None:
        return "missing"
    if translated.fuzzy:
        return "fuzzy"
    if len(_forms(translated.string)) != len(_forms(message.id)):
        return "plural form missing"
    if not all(_forms(translated.string)):
        return "untranslated"
    pairs = zip(_forms(message.id), _forms(translated.string), strict=True)
    return "" if all(_carried(one) == _carried(other) for one, other in pairs) else "placeholders"


def _carried(text: str) -> Counter:
    return Counter(CARRIED.findall(text))
