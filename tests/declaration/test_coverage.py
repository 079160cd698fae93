"""What a product's answer says about what a need asks for."""

import pytest

from marketplace.declaration import Choice, Met
from marketplace.declaration.coverage import demands, met
from marketplace.declaration.question import Question, Section
from marketplace.declaration.wording import Wording

PLACES = (
    Choice("norway", Wording(nb="Norge"), implies=("eea",)),
    Choice("eea", Wording(nb="EØS"), implies=("world",)),
    Choice("world", Wording(nb="Verden")),
)


def question(kind: str) -> Question:
    """One of the kind, with three places to choose among."""
    section = Section("any", Wording(nb="Del"))
    return Question("key", kind, section, Wording(nb="Spørsmål"), choices=PLACES)


@pytest.mark.parametrize(
    ("kind", "wanted", "offered", "expected"),
    [
        ("yes_no", True, True, Met.MEETS),
        ("yes_no", True, False, Met.NO),
        ("yes_no", True, None, Met.NOT_STATED),
        ("yes_no_why", {"answer": True}, {"answer": True, "why": "Alltid."}, Met.MEETS),
        ("yes_no_why", {"answer": True}, {"answer": False, "why": "Aldri."}, Met.NO),
        ("choice", "eea", "norway", Met.MEETS),
        ("choice", "world", "norway", Met.MEETS),
        ("choice", "norway", "eea", Met.NO),
        ("many", ["norway", "eea"], ["norway"], Met.MEETS),
        ("many", ["norway", "eea"], ["eea"], Met.PARTLY),
        ("many", ["norway"], ["world"], Met.NO),
        ("many", ["norway"], [], Met.NOT_STATED),
        ("text", "Fort", "Sakte", Met.ASSESS),
        ("number", 5, 10, Met.ASSESS),
    ],
)
def test_the_rule_follows_from_the_type(kind, wanted, offered, expected):
    assert met(question(kind), wanted, offered) == expected


def test_a_plain_no_asks_for_nothing():
    assert not demands(question("yes_no"), False)
    assert not demands(question("many"), [])
    assert demands(question("number"), 0)


def test_implications_that_go_in_a_ring_come_to_an_end():
    ring = (
        Choice("a", Wording(nb="A"), implies=("b",)),
        Choice("b", Wording(nb="B"), implies=("a",)),
    )
    section = Section("any", Wording(nb="Del"))
    asked = Question("key", "choice", section, Wording(nb="Spørsmål"), choices=ring)

    assert met(asked, "b", "a") == Met.MEETS
