"""«Mente du …?»: another text, when what was typed finds nothing."""

from dataclasses import dataclass

from .found import Found
from .indexed import WORD
from .word import Word


@dataclass(frozen=True)
class Meant:
    """Ment: what somebody likely meant to type, and how many hits that has."""

    text: str
    number: int


def meant(found: Found) -> Meant | None:
    """The text with its misspelt words put right, if that finds something."""
    typed = {word.lower() for word in WORD.findall(found.text)}
    if not typed or found.count():
        return None
    known = Word.objects.meant(sorted(typed))
    text = WORD.sub(lambda word: known.get(word[0].lower(), word[0]), found.text)
    if text.lower() == found.text.lower():
        return None
    number = Found(found.index, text, found.chosen).count()
    return Meant(text, number) if number else None
