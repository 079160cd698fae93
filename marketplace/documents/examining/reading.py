"""Reading XML without following anything: no document types, no entities, no depth without end."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from .refusal import Refusal

DEEPEST = 300
MOST_TEXT = 5_000_000


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


class Text:
    """What people read, in the order it stands, as far as there is room; and facts in numbers."""

    def __init__(self) -> None:
        self.facts: dict[str, int] = {}
        self.parts: list[str] = []
        self.length = 0

    def add(self, words: str) -> None:
        """Keep it, until there is enough."""
        if self.length < MOST_TEXT:
            self.parts.append(words)
            self.length += len(words)

    def __str__(self) -> str:
        return "".join(self.parts)


def walk(
    chunks: Iterable[bytes],
    see: Callable[[str, dict], None],
    text: Text | None = None,
    ends=frozenset(),
) -> None:
    """Call `see(name, attributes)` for each element; keep the text, with lines after `ends`."""
    depth = 0

    def start(name, attributes):
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Refusal("damaged")
        see(local(name), {local(key): value for key, value in attributes.items()})

    def end(name):
        nonlocal depth
        depth -= 1
        if text is not None and local(name) in ends:
            text.add("\n")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    if text is not None:
        parser.CharacterDataHandler = text.add
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as broken:
        raise Refusal("damaged") from broken


def _refuse(*_declared) -> None:
    raise Refusal("damaged")
