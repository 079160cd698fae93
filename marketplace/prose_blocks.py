"""Prose in blocks, for documents that are set by something else than a browser."""

from html.parser import HTMLParser

from marketplace import prose

KINDS = {"p": "text", "li": "item", "pre": "code"} | {f"h{n}": "heading" for n in range(2, 7)}
STYLES = ("strong", "em", "code")


def blocks(text: str) -> list[dict]:
    """Headings, paragraphs and items in order, each in runs of text with a style."""
    reader = _Reader()
    reader.feed(prose.render(text))
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict] = []
        self.open: list[str] = []
        self.numbers: list[int | None] = []
        self.href, self.fresh = "", True

    def handle_starttag(self, tag: str, attrs) -> None:
        told = dict(attrs)
        if tag in ("br", "hr"):
            self._add("\n" if tag == "br" else "")
            return
        self.open.append(tag)
        self.fresh = self.fresh or tag in KINDS
        if tag in ("ol", "ul"):
            self.numbers.append(int(told.get("start", 1)) - 1 if tag == "ol" else None)
        elif tag == "li" and self.numbers[-1] is not None:
            self.numbers[-1] += 1
        elif tag == "a":
            self.href = told.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()
        self.fresh = self.fresh or tag in KINDS
        if tag in ("ol", "ul"):
            self.numbers.pop()
        elif tag == "a" and self.href and self.found[-1]["runs"][-1]["text"] != self.href:
            self._add(f" ({self.href})")

    def handle_data(self, data: str) -> None:
        if not data.strip() and (self.fresh or data.startswith("\n")):
            return
        if self.fresh:
            self._begin()
        self._add(data if "pre" in self.open else data.lstrip("\n").replace("\n", " "))

    def _begin(self) -> None:
        tag = next((tag for tag in reversed(self.open) if tag in KINDS), "p")
        in_item = "li" in self.open and tag == "p"
        kind = "item" if in_item else KINDS[tag]
        level = int(tag[1]) if kind == "heading" else len(self.numbers)
        number = self.numbers[-1] if kind == "item" else None
        self.found.append({"kind": kind, "level": level, "number": number, "runs": []})
        self.fresh = False

    def _add(self, text: str) -> None:
        if text and not self.fresh:
            styles = {name: name in self.open for name in STYLES}
            self.found[-1]["runs"].append({"text": text} | styles)
