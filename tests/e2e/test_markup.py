"""R12 in a real browser: what people write is shown, and none of it runs."""

import random

import pytest

from innovation.models import Need
from marketplace.conversation.forms import CommentForm
from marketplace.demo import chapters
from marketplace.demo.filling import fill
from marketplace.models import Comment, Figure
from tests.promises.markup import ATTACKS

IN_A_BROWSER = 70
WATCH = """() => {
  window.caught = [];
  for (const name of ["alert", "confirm", "prompt"]) window[name] = () => caught.push(name);
  addEventListener("securitypolicyviolation", (event) => caught.push(event.violatedDirective));
}"""


def test_no_attack_runs_in_a_browser(visitor, actors, published_by_demo):
    Figure.objects.filter(key="comments-per-hour").update(amount=1000)
    attacks = random.Random(12).sample(ATTACKS, IN_A_BROWSER)
    for attack in attacks:
        words = {"kind": "support", "text": attack.replace("\x00", " ")}
        fill(CommentForm, actors["bodo"], words, Comment(subject=published_by_demo))
    reader = visitor(actors["kommune"])
    reader.page.add_init_script(f"({WATCH})()")

    caught, seen = [], 0
    for number in range(1, IN_A_BROWSER // 10 + 1):
        reader.page.goto(f"{reader.site}{published_by_demo.get_absolute_url()}?innlegg={number}")
        seen += reader.page.locator(".fkj-comment").count()
        caught += reader.page.evaluate("caught")

    assert seen == IN_A_BROWSER
    assert caught == []


@pytest.fixture
def published_by_demo(actors) -> Need:
    """A need that everybody sees."""
    chapters.needs.tell(actors)
    return Need.objects.filter(status="published").first()
