"""What a letter looks like: its text, and the same text as simple HTML without pictures."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from marketplace.models import Letter

# Only our own pages become links: what people have written must not lead readers elsewhere.
SITE = re.escape(settings.SITE_URL.rstrip("/"))
LINK = re.compile(rf"^(?P<words>.*?):?\s*(?P<url>{SITE}/\S*)$")


@dataclass(frozen=True)
class Line:
    """A line of a letter: words, and where they lead."""

    words: str
    url: str = ""

    @classmethod
    def read(cls, text: str) -> "Line":
        """«Les mer: https://…» becomes a link with words."""
        found = LINK.match(text)
        return cls(found["words"] or found["url"], found["url"]) if found else cls(text)


@dataclass(frozen=True)
class Block:
    """Lines that belong together."""

    lines: list[Line]
    is_list: bool = False

    @classmethod
    def read(cls, text: str) -> "list[Block]":
        """Lines that begin with «- » become a list."""
        blocks: list[Block] = []
        for line in filter(None, text.splitlines()):
            is_list = line.startswith("- ")
            if not blocks or blocks[-1].is_list != is_list:
                blocks.append(Block([], is_list))
            blocks[-1].lines.append(Line.read(line.removeprefix("- ")))
        return blocks


@dataclass(frozen=True)
class Paper:
    """A letter, written out."""

    text: str
    html: str


def of(letter: Letter) -> Paper:
    """Write the letter out in its own language, with why the reader got it below."""
    told = {
        "letter": letter,
        "site": settings.SITE_URL,
        "unsubscribe": letter.headers.get("List-Unsubscribe", "").strip("<>"),
    }
    with translation.override(letter.language):
        foot = render_to_string("mail/foot.txt", told).strip()
        told |= {"blocks": _blocks(letter.text), "foot": _blocks(foot)}
        html = render_to_string("mail/base.html", told)
    return Paper(f"{letter.text.strip()}\n\n-- \n{foot}\n", html)


def lines(text: str) -> list[Line]:
    """Every line of the text, with the links that it holds."""
    return [Line.read(line) for line in text.splitlines()]


def _blocks(text: str) -> list[Block]:
    return [block for part in re.split(r"\n\s*\n", text) for block in Block.read(part)]
