"""What people write becomes plain, safe HTML, whatever they write and however much."""

import time
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from marketplace import pdf, prose
from marketplace.prose_blocks import blocks

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/)",
    "[x](<javascript:alert(1)>)",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example" onmouseover="alert(1))',
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](https://tracker.example/x.png)",
    "<iframe src=https://evil.example></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=https://evil.example><input name=q><button>x</button></form>",
    "<style>body{display:none}</style>",
    '<p style="position:fixed;inset:0">x</p>',
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
    "<base href=https://evil.example>",
    "<math><mtext></p><script>alert(1)</script></mtext></math>",
    "<!--<img src=--><img src=x onerror=alert(1)//>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "- <script>alert(1)</script>",
    "# <script>alert(1)</script>",
    "\x02klzzwxh:0000\x03<script>alert(1)</script>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<template><script>alert(1)</script></template>",
    "<x id=innhold class=ds-button>x</x>",
]
HUGE = 100_000
NESTED = [
    "[" * HUGE,
    "![" * (HUGE // 2),
    "[a](" * (HUGE // 4),
    ">" * HUGE,
    "> - " * (HUGE // 4),
    "*a " * (HUGE // 3),
    "*_**`[(" * (HUGE // 7),
    "\\" * HUGE,
    "`" * HUGE,
    "1. " * (HUGE // 3),
    "\n-" * (HUGE // 2),
    "a\n" * (HUGE // 2),
    "\n".join("    " * n + "- a" for n in range(220)),
    "<" * HUGE,
    "&" * HUGE,
    # As much as is let through to the parser.
    "\n-" * (prose.MOST_LINES - 1),
    "- > - > - > - a\n" * (prose.MOST_LINES - 1),
    ("[" * 40 + "a" * 500 + "\n\n") * 90,
    ("**" + "a" * 40) * (prose.MOST_MARKS // 2 - 1),
]


class Found(HTMLParser):
    """Every tag and attribute that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.attributes = set(), []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_gets_through(attack):
    found = Found(prose.render(f"Før\n\n{attack}\n\nEtter"))

    links = [value for _tag, name, value in found.attributes if name == "href"]
    assert found.tags <= prose.TAGS
    assert {name for _tag, name, _value in found.attributes} <= {"href", "title", "rel", "start"}
    assert {urlsplit(link).scheme for link in links} <= {"", *prose.SCHEMES}


@pytest.mark.parametrize("text", NESTED, ids=range(len(NESTED)))
def test_a_hundred_kilobytes_of_anything_take_less_than_a_second(text):
    began = time.process_time()
    prose.render(text)

    assert time.process_time() - began < 1


def test_what_is_beyond_all_bounds_is_shown_as_it_was_written():
    text = "<b>" + "[" * HUGE

    assert prose.render(text) == f"<p>&lt;b&gt;{'[' * HUGE}</p>"


def test_headings_stand_below_the_heading_of_the_page():
    assert "<h2>Formål</h2>" in prose.render("# Formål")
    assert "<h6>Smått</h6>" in prose.render("###### Smått")


def test_a_heading_has_a_space_after_its_hash():
    assert prose.render("#12 er løst") == "<p>#12 er løst</p>"


def test_lists_emphasis_and_lines_are_kept():
    html = prose.render("1. én\n2. to\n\n- *a*\n- **b**\n\nlinje\nlinje")

    assert "<ol>" in html and "<ul>" in html
    assert "<em>a</em>" in html and "<strong>b</strong>" in html
    assert "linje<br>\nlinje" in html


def test_a_link_tells_neither_where_one_came_from_nor_that_it_is_recommended():
    html = prose.render("[FKJ](https://fkj.example)")

    assert '<a href="https://fkj.example" rel="nofollow noopener">FKJ</a>' in html


def test_html_is_shown_and_not_obeyed():
    assert "&lt;b&gt;fet&lt;/b&gt;" in prose.render("<b>fet</b>")


def test_line_ends_of_every_machine_are_one():
    assert prose.render("a\r\n\r\nb") == prose.render("a\n\nb") == prose.render("a\r\rb")


def test_prose_comes_in_blocks_that_other_setters_can_use():
    found = blocks(
        "# Formål\n\nVi *deltar*\nåpent.\n\n3. tre\n4. fire\n    - under\n\n[x](https://a.no)"
    )

    told = [
        (b["kind"], b["level"], b["number"], "".join(r["text"] for r in b["runs"])) for b in found
    ]
    assert told == [
        ("heading", 2, None, "Formål"),
        ("text", 0, None, "Vi deltar\nåpent."),
        ("item", 1, 3, "tre"),
        ("item", 1, 4, "fire"),
        ("item", 2, None, "under"),
        ("text", 0, None, "x (https://a.no)"),
    ]
    assert [run["text"] for run in found[1]["runs"] if run["em"]] == ["deltar"]


@pytest.mark.parametrize("attack", [*ATTACKS, "#set page(width: 1pt)", "$x$ @a <b> #panic()"])
def test_a_document_can_be_set_of_anything(attack):
    told = {name: "x" for name in ("title", "foot", "explained", "sha256", "terms")}

    assert pdf.render("acceptance", told | {"facts": [], "blocks": blocks(attack)}, "nb")
