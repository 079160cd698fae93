"""What is different between two texts, as people read it."""

import random
import time

from marketplace.differences import ADDED, REMOVED, SAME, changes, differences

OLD = "# Formål\n\nVi sier fra samme dag.\n\n- én\n- to"
NEW = "# Formål\n\nVi sier fra innen fire timer.\n\n- én\n- tre\n- to"


def test_only_the_words_that_changed_are_marked_and_neighbours_are_one_change():
    line = differences(OLD, NEW)[1]

    assert line.pieces == [
        (SAME, "Vi sier fra "),
        (REMOVED, "samme dag"),
        (ADDED, "innen fire timer"),
        (SAME, "."),
    ]


def test_headings_and_items_are_told_apart_without_their_marks():
    told = [(line.kind, line.pieces[0][1]) for line in differences(OLD, NEW)]

    assert told[0] == ("heading", "Formål")
    assert told[2:] == [("item", "én"), ("item", "tre"), ("item", "to")]


def test_what_is_unlike_is_two_lines():
    lines = differences("Vi deltar i åpenhet.", "Ingenting likt her nå!")

    assert [line.pieces[0][0] for line in lines] == [REMOVED, ADDED]


def test_both_texts_can_be_read_out_of_the_difference():
    draw = random.Random(7)
    for _round in range(200):
        old, new = (" ".join(draw.choices(["a", "b", "c", "d", ".", ","], k=20)) for _text in "ab")
        pieces = [piece for line in differences(old, new) for piece in line.pieces]

        assert "".join(text for kind, text in pieces if kind != ADDED) == old
        assert "".join(text for kind, text in pieces if kind != REMOVED) == new


def test_texts_that_are_alike_have_no_changes():
    assert changes(OLD, OLD) == []
    assert changes(OLD, OLD.replace("\n", "\r\n")) == []


def test_long_texts_are_compared_in_reasonable_time():
    draw = random.Random(1)
    words = [f"ord{number}" for number in range(300)]
    old, new = (
        "\n\n".join(" ".join(draw.choices(words, k=120)) for _line in range(120)) for _text in "ab"
    )
    began = time.process_time()

    for one, other in [(old, new), ("a\n" * 40_000, "b\n" * 40_000), ("a b " * 900, "b a " * 900)]:
        differences(one, other)

    assert time.process_time() - began < 5
