"""R12: what people write is shown as HTML, and none of it ever runs."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from marketplace import prose
from tests.promises.markup import ATTACKS


class Allowed(HTMLParser):
    """Keeps what is not on the short list of what text may become."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs) -> None:
        """Only known tags, with known attributes, and links to the web or to mail."""
        known = prose.ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set())
        if tag not in prose.TAGS:
            self.bad.append(tag)
        for name, value in attrs:
            scheme = urlsplit(value or "").scheme if name == "href" else "https"
            if name not in known or scheme not in {"", *prose.SCHEMES}:
                self.bad.append(f"{tag} {name}={value}")


def test_there_are_enough_attacks():
    assert len(set(ATTACKS)) >= 250


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_becomes_harmless_text(attack):
    assert Allowed(prose.render(attack)).bad == []
