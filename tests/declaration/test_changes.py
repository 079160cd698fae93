"""What was answered otherwise: in reading order, word by word, row by row, and across versions."""

import pytest
from django.template.loader import render_to_string

from marketplace.declaration import Schema
from marketplace.declaration.carrying import carry
from marketplace.declaration.changes import Kind, changes
from tests.declaration import small as say
from tests.declaration.small import small

STORY = say.asked("story", "text")
PLACE = say.PLACE


def changed(before, after, schema=None):
    schema = schema or Schema(say.document(STORY, PLACE, say.PROCESSORS, say.RISKS))
    found = changes(schema, before, schema, after)
    return [one for part in found for one in part.changes]


def test_the_same_answers_have_no_changes():
    assert changed({"story": "Kort"}, {"story": "Kort"}) == []


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ({}, {"story": "Ny"}, Kind.ADDED),
        ({"story": "Gammel"}, {}, Kind.REMOVED),
        ({"story": "Gammel"}, {"story": "Ny"}, Kind.CHANGED),
    ],
)
def test_an_answer_is_new_gone_or_another_one(before, after, kind):
    assert [one.kind for one in changed(before, after)] == [kind]


def test_what_was_written_is_compared_word_by_word():
    (one,) = changed({"story": "Kartlegge hjemme i dag"}, {"story": "Kartlegge ute i dag"})

    (line,) = one.lines
    assert ("removed", "hjemme") in line.pieces and ("added", "ute") in line.pieces


def test_what_was_picked_is_shown_before_and_after():
    (one,) = changed({"place": "norway"}, {"place": "eea"})

    assert (one.before, one.after, one.lines) == ("Norway", "Eea", [])


def test_a_table_is_compared_row_by_row():
    before = [{"name": "Sky", "cost": 1}, {"name": "Lager"}]
    after = [{"name": "Sky", "cost": 2}, {"name": "Nytt"}]

    (one,) = changed({"processors": before}, {"processors": after})

    assert [(row.kind, row.before, row.after) for row in one.rows] == [
        (Kind.CHANGED, "Sky, 1 kr", "Sky, 2 kr"),
        (Kind.REMOVED, "Lager", ""),
        (Kind.ADDED, "", "Nytt"),
    ]


def test_a_row_with_a_given_name_is_compared_with_itself():
    (one,) = changed(
        {"risks": [{"row": "downtime", "level": "low"}]},
        {"risks": [{"row": "wrong_patient", "level": "low"}, {"row": "downtime", "level": "high"}]},
    )

    assert [row.kind for row in one.rows] == [Kind.ADDED, Kind.CHANGED]


def test_changes_come_in_reading_order():
    after = {"processors": [{"name": "Sky"}], "place": "eea", "story": "Ny"}

    assert [one.question.key for one in changed({}, after)] == ["story", "place", "processors"]


def test_a_new_name_is_no_change_and_a_question_that_is_gone_is_told():
    old = Schema(say.document(STORY, PLACE))
    moved = STORY | {"key": "tale", "formerly": {"key": "story"}}
    new = Schema(say.document(moved, version=2))
    old.carry = lambda answers, to: carry(answers, [old, to])

    found = changes(old, {"story": "Kort", "place": "eea"}, new, {"tale": "Kort"})

    (part,) = found
    assert [(one.question.key, one.kind) for one in part.changes] == [("place", Kind.REMOVED)]


def test_the_changes_are_drawn_and_said():
    schema = small()
    before = {"place": "norway", "processors": [{"name": "Sky"}]}
    found = changes(schema, before, schema, {"place": "eea"})

    page = render_to_string("components/changes.html", {"changed": found})

    assert "<del>" in page and "Fjernet:" in page and "Lagt til:" in page
    assert "Ingen svar er endret" in render_to_string("components/changes.html", {"changed": []})
