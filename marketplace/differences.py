"""What is different between two texts, word by word within the lines that changed."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest

SAME, ADDED, REMOVED = "same", "added", "removed"
WORDS = re.compile(r"\s+|[^\s\w]|\w+")
MARKER = re.compile(r"^\s*(#{1,6}\s+|[-*+]\s+)?")
# Lines this unlike are two lines, not one that was changed.
ALIKE = 0.4
# Matching words is quadratic; lines longer than this are shown as removed and added.
LONGEST = 2000


@dataclass
class Line:
    """A line of the text: a heading, an item or a paragraph, in pieces (kind, text)."""

    kind: str
    pieces: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Tell whether anything was added or removed."""
        return any(kind != SAME for kind, _text in self.pieces)


def differences(old: str, new: str) -> list[Line]:
    """Every line of the new text, and those that are gone where they stood."""
    before, after = _lines(old), _lines(new)
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal":
            found += [_line(text, SAME) for text in after[c:d]]
        else:
            pairs = zip_longest(before[a:b], after[c:d])
            found += [line for pair in pairs for line in _changed(*pair)]
    return found


def changes(old: str, new: str) -> list[Line]:
    """Only the lines where something is different."""
    return [line for line in differences(old, new) if line.is_changed]


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def _line(text: str, kind: str) -> Line:
    marker = MARKER.match(text)[0].strip()
    name = "heading" if marker.startswith("#") else "item" if marker else "text"
    return Line(name, [(kind, _plain(text))])


def _plain(text: str) -> str:
    return MARKER.sub("", text)


def _changed(old: str | None, new: str | None) -> list[Line]:
    if old is None or new is None:
        return [_line(new, ADDED) if old is None else _line(old, REMOVED)]
    before, after = WORDS.findall(_plain(old)), WORDS.findall(_plain(new))
    if max(len(before), len(after)) > LONGEST:
        return [_line(old, REMOVED), _line(new, ADDED)]
    matcher = SequenceMatcher(None, before, after)
    if matcher.ratio() < ALIKE:
        return [_line(old, REMOVED), _line(new, ADDED)]
    return [Line(_line(new, SAME).kind, _pieces(matcher, before, after))]


def _pieces(matcher: SequenceMatcher, before: list[str], after: list[str]) -> list[tuple[str, str]]:
    codes = matcher.get_opcodes()
    parts = [("".join(before[a:b]), "".join(after[c:d]), k == "equal") for k, a, b, c, d in codes]
    pieces = []
    for old, new, is_same in _joined(parts):
        pieces += [(SAME, new)] if is_same else [(REMOVED, old), (ADDED, new)]
    return [(kind, text) for kind, text in pieces if text]


def _joined(parts: list[tuple[str, str, bool]]) -> list[tuple[str, str, bool]]:
    """Neighbouring words that changed are one change: the space between them is no rest."""
    joined: list[tuple[str, str, bool]] = []
    for number, (old, new, is_same) in enumerate(parts):
        is_bridge = is_same and old.isspace() and number + 1 < len(parts)
        if joined and not joined[-1][2] and (is_bridge or not is_same):
            joined[-1] = (joined[-1][0] + old, joined[-1][1] + new, False)
        else:
            joined.append((old, new, is_same))
    return joined
