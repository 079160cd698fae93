"""Answers on their way to a newer version of a schema: nothing is invented, no loss untold."""

import random
from datetime import date

import pytest
from django.template.loader import render_to_string

from marketplace.declaration import Schema, structure
from marketplace.declaration.carrying import Outcome, carry
from tests.declaration import small as say

WORDS = ["Sky", "Lager", "Vis fødselsdato", "ja", "x" * 120]
OLD = [
    say.PLACE,
    say.asked("offline", "yes_no"),
    say.asked("kind", "choice", choices=[say.choice("one"), say.choice("two")]),
    say.asked("forms", "many", choices=[say.choice("a"), say.choice("b"), say.choice("c")]),
    say.asked("story", "short_text"),
    say.asked("cost", "number", unit=say.worded("kr")),
    say.asked("page", "link"),
    say.asked("tested", "date"),
    say.PROCESSORS,
    say.RISKS,
    say.asked("leaving", "text"),
]
NEW = [
    say.PLACE
    | {
        "key": "where",
        "choices": [say.choice("world"), say.choice("nordics")],
        "formerly": {"key": "place", "values": {"norway": "nordics"}},
    },
    say.asked("offline", "yes_no_why", required=True),
    say.asked("kind", "many", choices=[say.choice("one"), say.choice("three")]),
    say.asked(
        "forms",
        "many",
        choices=[say.choice("a"), say.choice("d")],
        formerly={"values": {"b": "a"}},
    ),
    say.asked("story", "text", max_length=100),
    say.asked("cost", "money"),
    say.asked("page", "text"),
    say.asked("tested", "short_text"),
    say.PROCESSORS | {"max_rows": 1, "columns": say.PROCESSORS["columns"][:2]},
    say.RISKS | {"rows": say.RISKS["rows"][:1]},
    say.asked("brand_new", "text"),
]


@pytest.fixture
def versions():
    """Two versions of the same questions."""
    return Schema(say.document(*OLD)), Schema(say.document(*NEW, version=2))


def became(versions, **answers):
    return carry(answers, versions)


@pytest.mark.parametrize(
    ("answers", "carried", "outcome"),
    [
        ({"place": "norway"}, {"where": "nordics"}, Outcome.RENAMED),
        ({"place": "eea"}, {}, Outcome.DROPPED),
        ({"offline": False}, {"offline": {"answer": False, "why": ""}}, Outcome.CONVERTED),
        ({"kind": "one"}, {"kind": ["one"]}, Outcome.CONVERTED),
        ({"kind": "two"}, {}, Outcome.DROPPED),
        ({"forms": ["a", "b"]}, {"forms": ["a"]}, Outcome.RENAMED),
        ({"forms": ["b", "c"]}, {"forms": ["a"]}, Outcome.SHORTENED),
        ({"story": "Kort"}, {"story": "Kort"}, Outcome.CONVERTED),
        ({"story": "x" * 101}, {}, Outcome.DROPPED),
        ({"cost": 12.5}, {}, Outcome.DROPPED),
        ({"cost": 12}, {"cost": 12}, Outcome.CONVERTED),
        ({"page": "https://a.example"}, {"page": "https://a.example"}, Outcome.CONVERTED),
        ({"tested": "2025-01-31"}, {}, Outcome.DROPPED),
        ({"leaving": "Borte"}, {}, Outcome.DROPPED),
    ],
)
def test_what_becomes_of_an_answer(versions, answers, carried, outcome):
    told = became(versions, **answers)

    assert told.answers == carried
    assert [one.outcome for one in told.moves] == [outcome]


def test_an_answer_that_just_fits_is_carried_without_a_word():
    version = Schema(say.document(*OLD))

    told = carry({"place": "norway", "leaving": "Ja"}, [version, version])

    assert told.answers == {"place": "norway", "leaving": "Ja"}
    assert told.moves == ()


def test_of_a_table_the_rows_and_cells_that_fit_are_carried(versions):
    rows = [{"name": "Sky", "cost": 1, "abroad": True}, {"name": "Lager"}]
    risks = [{"row": "downtime", "level": "low"}, {"row": "wrong_patient", "level": "high"}]

    told = became(versions, processors=rows, risks=risks)

    assert told.answers["processors"] == [{"name": "Sky", "cost": 1}]
    assert told.answers["risks"] == [{"row": "wrong_patient", "level": "high"}]
    assert [one.outcome for one in told.lost] == [Outcome.SHORTENED] * 2


def test_what_is_lost_is_told_in_words(versions):
    (lost,) = became(versions, leaving="Borte").lost

    assert (lost.old.label, lost.said, lost.new) == ("Leaving", "Borte", None)


def test_several_versions_are_passed_one_after_another(versions):
    third = Schema(say.document(say.asked("site", "text", formerly={"key": "where"}), version=3))
    fourth = Schema(
        say.document(say.asked("story", "text"), say.asked("tale", "text"), version=4),
    )

    told = carry({"place": "norway", "story": "Kort"}, [*versions, third, fourth])

    assert told.answers == {}
    assert {one.old.key for one in told.lost} == {"where", "story"}


def drawn(question, draw):
    """Any answer that the question may have, and now and then none."""
    if draw.random() < 0.2:
        return None
    values = [choice.value for choice in question.choices]
    kinds = {
        "choice": lambda: draw.choice(values),
        "many": lambda: draw.sample(values, draw.randint(1, len(values))),
        "yes_no": lambda: draw.random() < 0.5,
        "number": lambda: draw.randint(0, 10**6),
        "money": lambda: draw.randint(0, 10**6),
        "link": lambda: "https://demo.example/" + draw.choice("abc"),
        "date": lambda: date(2025, draw.randint(1, 12), 1).isoformat(),
        "table": lambda: list(drawn_rows(question, draw)),
    }
    return kinds.get(question.type, lambda: draw.choice(WORDS)[: question.max_length])()


def drawn_rows(question, draw):
    names = [row.value for row in question.rows] or [None] * draw.randint(1, question.max_rows)
    for name in names:
        cells = {column.key: drawn(column, draw) for column in question.columns}
        given = {key: cell for key, cell in cells.items() if cell is not None}
        if given:
            yield ({"row": name} if name else {}) | given


def drawn_answers(schema, seed):
    draw = random.Random(seed)
    answers = {key: drawn(question, draw) for key, question in schema.questions.items()}
    return {key: answer for key, answer in answers.items() if answer not in (None, [])}


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_carried_fits_and_whatever_is_lost_is_told(versions, seed):
    old, new = versions
    given = drawn_answers(old, seed)

    told = carry(given, versions)

    assert all(new[key].fits(answer) for key, answer in told.answers.items())
    touched = {move.old.key for move in told.moves}
    untouched = {key: answer for key, answer in given.items() if key not in touched}
    assert untouched.items() <= told.answers.items()
    dropped = {one.old.key for one in told.moves if one.outcome == Outcome.DROPPED}
    assert len(told.answers) == len(given) - len(dropped)


@pytest.fixture
def filed(tmp_path, monkeypatch):
    """The two versions as files, read as any other schema."""
    shape = (structure.FOLDER / "structure.yaml").read_text("utf-8")
    monkeypatch.setattr(structure, "FOLDER", tmp_path)
    (tmp_path / "structure.yaml").write_text(shape, "utf-8")
    say.write(tmp_path, say.document(*OLD), say.document(*NEW, version=2))
    return Schema.load("small", 1)


def test_a_frozen_version_is_read_as_the_newest_asks(filed):
    assert filed.newest.version == 2
    assert filed.carried_to_newest({"place": "norway"}) == {"where": "nordics"}
    answers = {"where": "nordics"}
    assert filed.newest.carried_to_newest(answers) is answers


def test_a_question_is_found_by_the_name_it_had(filed):
    assert filed.newest.named("place") is filed.newest["where"]
    assert filed.newest.named("where") is filed.newest["where"]
    assert filed.newest.named("leaving") is None


def test_the_page_tells_what_was_lost_and_why(versions):
    carried = became(versions, leaving="Borte", forms=["b", "c"], tested="2025-01-31")

    page = render_to_string("components/carried.html", {"carried": carried})

    assert "spørres det ikke om lenger" in page and "Borte" in page
    assert "bare noe av svaret passet" in page and "må besvares på nytt" in page
    assert render_to_string("components/carried.html", {"carried": None}).strip() == ""
