"""The portal speaks bokmål, nynorsk and English, and says the same in all three."""

import re
from html.parser import HTMLParser

import pytest
from babel.messages.catalog import Catalog
from django.template import Context, Template
from django.template.base import Lexer, TokenType
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import gettext, override, pgettext

from marketplace.runtime.catalogues import LANGUAGES, ROOT, compile_all
from marketplace.runtime.catalogues_borrowed import BORROWED
from marketplace.runtime.catalogues_check import compare, problems
from marketplace.runtime.catalogues_extract import extract

TEMPLATES = ROOT / "templates"
# The server shows these two when nothing works, so they carry both languages themselves.
BY_HAND = {TEMPLATES / "500.html", TEMPLATES / "503.html"}
SPOKEN = {"alt", "aria-label", "aria-description", "label", "placeholder", "title", "value"}
WORD = re.compile(r"[^\W\d_]{2}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    assert problems(language) == []


@pytest.mark.parametrize(
    ("problem", "translation"),
    [
        ("missing", None),
        ("untranslated", {"string": ("", "")}),
        ("untranslated", {"string": ("%(n)s løysing", "")}),
        ("placeholders", {"string": ("éi løysing", "%(n)s løysingar")}),
        ("fuzzy", {"string": ("%(n)s løysing", "%(n)s løysingar"), "flags": ["fuzzy"]}),
    ],
)
def test_a_bent_translation_is_found(problem, translation):
    wanted, kept = Catalog(), Catalog()
    text = ("%(n)s løsning", "%(n)s løsninger")
    wanted.add(text)

    if translation:
        kept.add(text, **translation)

    assert list(compare(wanted, kept)) == [f"{problem}: '%(n)s løsning'"]


def test_a_text_nobody_asks_for_is_found():
    kept = Catalog()
    kept.add("Borte", "Borte")

    assert list(compare(Catalog(), kept)) == ["obsolete: 'Borte'"]


def test_bokmål_is_shown_as_it_is_written():
    texts = [message for message in extract("nb") if message.id]

    with override("nb"):
        changed = [_first(m) for m in texts if _shown(m) != _first(m)]

    assert changed == []


def test_the_catalogues_hold_what_the_templates_look_up():
    known = {_first(message) for message in extract("nn")}

    unknown = {text for page in _pages() for text in _looked_up(page)} - known

    assert unknown == set()


def test_no_page_has_words_outside_translation():
    pages = [page for page in TEMPLATES.rglob("*.html") if page not in BY_HAND]

    untranslated = {page.name: words for page in pages if (words := _words(page.read_text()))}

    assert untranslated == {}


def test_the_search_for_words_finds_them():
    source = "<p title='Hei'>{% translate 'Ja' %} {{ name }} og <b>vi</b> <code>id</code> · 12</p>"

    assert _words(source) == ["Hei", "og", "vi"]


def test_a_trimmed_text_is_found_when_the_page_is_shown():
    compile_all()
    page = Template(
        "{% load i18n %}{% blocktranslate trimmed count number=number %}\n"
        "  {{ number }} løsning\n{% plural %}\n  {{ number }} løsninger\n{% endblocktranslate %}"
    )

    with override("nn"):
        shown = [page.render(Context({"number": number})) for number in (1, 2)]

    assert shown == ["1 løysing", "2 løysingar"]


def test_a_borrowed_text_is_shown_in_nynorsk():
    compile_all()

    with override("nn"):
        same = [text for text in BORROWED["nn"] if gettext(text) == text]

    assert same == []


def _first(message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _shown(message) -> str:
    text = _first(message)
    return pgettext(message.context, text) if message.context else gettext(text)


def _pages() -> list:
    names = [str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")]
    return [get_template(name).template for name in names]


def _looked_up(page) -> list[str]:
    """Read the texts the way Django does when it shows the page."""
    blocks = page.nodelist.get_nodes_by_type(BlockTranslateNode)
    lines = page.nodelist.get_nodes_by_type(TranslateNode)
    return [
        *(block.render_token_list(block.singular)[0] for block in blocks),
        *(str(line.filter_expression.var.literal).replace("%", "%%") for line in lines),
    ]


def _words(source: str) -> list[str]:
    reader = Reader()
    reader.feed(_left_untranslated(source))
    return reader.words


def _left_untranslated(source: str) -> str:
    """Return a template without its tags, its variables and what it translates."""
    kept, until = [], None
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.split_contents()[0]
            if name in {"blocktranslate", "comment"}:
                until = f"end{name}"
            elif name == until:
                until = None
        kept.append(token.contents if token.token_type == TokenType.TEXT and not until else " ")
    return "".join(kept)


class Reader(HTMLParser):
    """Collects the words of a page that a person sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.in_code = False

    def handle_starttag(self, tag, attrs) -> None:
        self.in_code = tag in {"code", "script"}
        spoken = {name: value or "" for name, value in attrs if name in SPOKEN}
        if tag not in {"button", "input"} or dict(attrs).get("type") in {"hidden", "checkbox"}:
            spoken.pop("value", None)
        self.words += filter(WORD.search, spoken.values())

    def handle_endtag(self, tag) -> None:
        self.in_code = False

    def handle_data(self, data) -> None:
        if not self.in_code and WORD.search(data):
            self.words.append(" ".join(data.split()))
