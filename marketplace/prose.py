"""Text that people write with Markdown, shown as safe HTML: headings, lists, links, emphasis."""

import re
from xml.etree.ElementTree import Element

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

TAGS = {"h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "ul", "ol", "li"}
TAGS |= {"strong", "em", "code", "pre", "blockquote", "a"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
HEADING = re.compile(r"h([1-6])")
# With a space, so that «#12» and «#tema» at the start of a line are not headings.
HASHES = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")

# Python-Markdown takes quadratic time, or recurses, on what no person writes. These bounds lie far
# beyond an honest text and keep 100 kB of anything below a second; what is beyond is shown plain.
MOST_LINES, MOST_MARKS, MOST_SCANNING = 4000, 4000, 2_000_000
MARKS = re.compile(r"[\\`*_<&\[!]")
NESTED = re.compile(r"^(?:[ \t]*(?:[-*+>]|\d+[.)])){8}|^(?: {4}|\t){8}", re.M)
BLOCKS = re.compile(r"\n[ \t]*\n")


def render(text: str) -> SafeString:
    """Turn Markdown into HTML from a short list of allowed tags; HTML in the text is only text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_beyond_bounds(text):
        return SafeString(linebreaks(text, autoescape=True))
    return clean(Markdown(extensions=["sane_lists", "nl2br", Ours()]).convert(text))


def clean(html: str) -> SafeString:
    """Keep what is allowed and throw away the rest; links tell search engines nothing."""
    kept = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
    )
    return SafeString(kept)


def is_beyond_bounds(text: str) -> bool:
    """Tell whether the text would keep the parser busy for no good reason."""
    blocks = BLOCKS.split(text)
    scanning = sum(block.count("[") * len(block) for block in blocks)
    too_many = text.count("\n") > MOST_LINES or len(MARKS.findall(text)) > MOST_MARKS
    return too_many or scanning > MOST_SCANNING or bool(NESTED.search(text))


class Ours(Extension):
    """Markdown as the portal means it: no HTML, and headings below the heading of the page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the library's name)
        """Take HTML away and push the headings down."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        for name in ("image_link", "image_reference"):
            md.inlinePatterns.deregister(name)
        md.parser.blockprocessors["hashheader"].RE = HASHES
        md.treeprocessors.register(HeadingsBelow(md), "headings_below", 5)


class HeadingsBelow(Treeprocessor):
    """The page has its own h1, so «#» is an h2."""

    def run(self, root: Element) -> None:
        """Move every heading one level down."""
        for element in root.iter():
            if found := HEADING.fullmatch(element.tag):
                element.tag = f"h{min(int(found[1]) + 1, 6)}"
