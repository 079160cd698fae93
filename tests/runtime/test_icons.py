"""The sprite holds every icon that a page asks for."""

import re
from pathlib import Path

from marketplace.runtime.assets import ICONS as DRAWINGS
from marketplace.runtime.icons import ICONS, sprite

ROOT = Path(__file__).resolve().parents[2]


def test_every_icon_in_the_templates_is_in_the_sprite():
    pages = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))

    asked_for = set(re.findall(r"""\{%\s*icon\s+["']([^"']+)["']""", pages))

    assert asked_for <= set(ICONS)


def test_every_icon_is_drawn_in_the_colour_of_its_text():
    drawn = sprite(DRAWINGS)

    assert drawn.count("<symbol") == len(ICONS)
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn)) == {"none", "currentColor"}
