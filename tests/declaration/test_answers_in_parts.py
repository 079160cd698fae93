"""Kroner, tables and documents: asked for, stored, shown, and refused with a sentence."""

from types import SimpleNamespace

import pytest
from django.http import QueryDict
from jsonschema import Draft202012Validator

from marketplace.declaration import DeclarationForm, Schema, SchemaError
from marketplace.declaration.structure import read
from marketplace.forms import PortalRenderer, current_data, posted
from tests.declaration import small as say
from tests.declaration.small import small

HASH = "a" * 64
TABLE = [{"row": "wrong_patient", "level": "high", "measure": "Vis fødselsdato"}]
ROWS = [
    {"name": "Sky AS", "cost": 12500, "since": "2025-01-31", "abroad": False},
    {"name": "Lager AS"},
]


def report(pk=7, topic="proof"):
    told = {"title": f"Rapport {pk}", "sha256": HASH, "topic": topic}
    return SimpleNamespace(pk=pk, get_visibility_display=lambda: "Bare vi", **told)


def answered(data, **kwargs):
    form = DeclarationForm(small(), data, **kwargs)
    assert form.is_valid(), form.errors
    return form.answers()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("12500", 12500),
        ("12 500", 12500),
        ("12\u00a0500,50", 12500.5),
        ("12\u202f500", 12500),
        ("kr 12 500,-", 12500),
        ("12 500 kr", 12500),
        (12500.5, 12500.5),
    ],
)
def test_kroner_are_understood_as_people_write_them(typed, stored):
    assert answered({"price": typed}) == {"price": stored}


@pytest.mark.parametrize("typed", ["dyrt", "1.000.000", "-5", "0", "2000000", "1,234", True, [1]])
def test_what_is_not_an_amount_in_kroner_is_refused(typed):
    assert list(DeclarationForm(small(), {"price": typed}).errors) == ["price"]


def test_kroner_are_shown_with_spaces_and_two_or_no_decimals():
    assert small().display("price", 12500) == "12\xa0500 kr"
    assert small().display("price", 12500.5) == "12\xa0500,50 kr"


def test_an_amount_comes_back_in_the_form_as_it_is_read():
    form = DeclarationForm(small(), initial={"price": 12500.5})

    assert 'value="12\xa0500,5"' in str(form["price"])


def test_a_table_from_a_browser_and_from_json_gives_the_same_rows():
    post = QueryDict(mutable=True)
    post.update({"processors-0-name": "Sky AS", "processors-0-cost": "12 500"})
    post.update({"processors-0-since": "2025-01-31", "processors-0-abroad": "no"})
    post.update({"processors-1-name": "", "processors-7-name": "Lager AS"})

    assert answered(post) == answered({"processors": ROWS}) == {"processors": ROWS}


def test_the_rows_that_are_given_beforehand_keep_their_names():
    post = QueryDict(mutable=True)
    post.update({"risks-0-level": "high", "risks-0-measure": "Vis fødselsdato"})

    assert answered(post) == answered({"risks": TABLE}) == {"risks": TABLE}


def test_an_untouched_table_has_not_changed():
    data = {"processors": ROWS, "risks": TABLE, "proof": [7]}
    initial = {"processors": ROWS, "risks": TABLE, "proof": answered(data, documents=[report()])}
    initial["proof"] = initial["proof"]["proof"]

    form = DeclarationForm(small(), data, initial=initial, documents=[report()])

    assert form.changed_data == []


def test_a_changed_cell_is_a_changed_table():
    changed = [ROWS[0] | {"abroad": True}, ROWS[1]]

    form = DeclarationForm(small(), {"processors": changed}, initial={"processors": ROWS})

    assert form.changed_data == ["processors"]


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("processors", "text"),
        ("processors", {"name": "no list"}),
        ("processors", ["no row"]),
        ("processors", [{"name": ["list"]}]),
        ("processors", [{"unknown": "x"}]),
        ("processors", [{"name": "Sky", "cost": "mye"}]),
        ("processors", [{"name": "Sky", "since": "2025-02-30"}]),
        ("processors", [{"name": "Sky", "row": "wrong_patient"}]),
        ("processors", [{"name": "x"}] * 4),
        ("risks", [{"level": "high"}]),
        ("risks", [{"row": "nothing", "level": "high"}]),
        ("risks", [{"row": ["downtime"], "level": "high"}]),
        ("risks", [{"row": "downtime", "level": "high"}] * 2),
        ("risks", [{"row": "downtime", "level": "medium"}]),
        ("risks", [{"row": "downtime", "measure": "x" * 51}]),
        ("proof", [8]),
        ("proof", "8"),
        ("proof", [{"id": {}}]),
        ("proof", {"id": 7}),
    ],
)
def test_what_does_not_fit_is_refused(key, wrong):
    form = DeclarationForm(small(), {key: wrong}, documents=[report()])

    assert list(form.errors) == [key]
    assert str(form[key])


def test_a_mistake_in_a_table_is_told_with_row_and_column_and_stands_in_the_cell():
    rows = [{"name": "Sky", "cost": "mye"}, {"name": "x" * 300}]

    form = DeclarationForm(small(), {"processors": rows})

    assert "Rad 1, Cost (kr): Skriv beløpet" in form.errors["processors"][0]
    assert "Rad 2, Name:" in form.errors["processors"][1]
    shown = str(form["processors"])
    assert 'aria-invalid="true" aria-describedby="id_processors-0-cost_error"' in shown
    assert 'value="mye"' in shown


def test_every_cell_has_a_label_and_two_empty_rows_follow_the_filled():
    shown = str(DeclarationForm(small(), initial={"processors": ROWS[:1]})["processors"])

    assert shown.count('for="id_processors-') == 3 * 4
    assert "Må være med i hver rad: Name." in shown and ">Cost (kr)</label>" in shown
    assert 'value="12\xa0500"' in shown and 'value="2025-01-31"' in shown
    assert '<option value="no" selected>' in shown


def test_a_full_table_shows_no_more_rows_than_it_may_have():
    shown = str(DeclarationForm(small(), initial={"processors": ROWS})["processors"])

    assert shown.count("<legend>") == 3


def test_a_table_is_answered_when_every_row_has_what_is_required():
    table, free = small()["risks"], small()["processors"]
    other = {"row": "downtime", "level": "low"}

    assert not table.is_answered(TABLE)
    assert table.is_answered([*TABLE, other])
    assert not table.is_answered([*TABLE, {"row": "downtime", "measure": "Reserve"}])
    assert not free.is_answered([])
    assert not free.is_answered([{"cost": 1}])
    assert free.is_answered(ROWS)


def test_what_is_wanting_in_an_answer_is_told_row_by_row():
    rows = [{"cost": 1}, *ROWS]
    completeness = small().completeness({"risks": TABLE, "processors": rows})

    told = {question.key: wanting for question, wanting in completeness.lacking}

    assert told["risks"] == ["Nedetid: Level"]
    assert told["processors"] == ["1: Name"]
    assert told["proof"] == []


def test_a_table_is_said_in_words_and_found_by_them():
    assert small().display("risks", TABLE) == "Feil pasient: High, Vis fødselsdato"
    assert small().display("processors", ROWS) == (
        "Sky AS, 12\xa0500 kr, 31. januar 2025, Nei\nLager AS"
    )
    assert "Lager AS" in small().search_text({"processors": ROWS})


def test_a_document_is_chosen_among_those_on_its_own_question():
    documents = [report(7), report(8), report(9, topic="other")]

    stored = answered({"proof": ["8"]}, documents=documents)

    assert stored == {"proof": [{"id": 8, "title": "Rapport 8", "sha256": HASH}]}
    assert answered(stored, documents=documents) == stored
    assert answered(QueryDict("proof=8"), documents=documents) == stored
    assert list(DeclarationForm(small(), {"proof": ["9"]}, documents=documents).errors)


def test_a_document_that_is_withdrawn_stands_in_the_way_of_nothing():
    stored = {"proof": [{"id": 7, "title": "Rapport 7", "sha256": HASH}]}
    form = DeclarationForm(small(), initial=stored, documents=[report(8)])

    again = DeclarationForm(small(), posted(current_data(form)), documents=[report(8)])

    assert again.is_valid()
    assert again.answers() == {}


def test_a_document_is_offered_with_who_sees_it():
    form = DeclarationForm(small(), documents=[report(7)])

    assert "Rapport 7 (Bare vi)" in str(form["proof"])


def test_without_documents_the_form_says_that_there_are_none():
    assert "Ingen dokumenter" in str(DeclarationForm(small())["proof"])


def test_what_is_stored_fits_the_json_schema():
    data = {"processors": ROWS, "risks": TABLE, "proof": [7], "price": "12,5", "place": "eea"}
    checker = Draft202012Validator(small().json_schema())

    stored = answered(data, documents=[report()])

    assert list(checker.iter_errors(stored)) == []
    assert not checker.is_valid({"risks": [{"level": "high"}]})
    assert not checker.is_valid({"processors": ROWS * 2})


def test_what_is_in_norway_is_found_in_the_eea_and_in_the_world_too():
    assert small().facets({"place": "norway"}) == {"place": ["norway", "eea", "world"]}
    assert small().facets({"place": "world"}) == {"place": ["world"]}


SPOILED = {
    "a table without columns": say.asked("q", "table"),
    "columns on a text": say.asked("q", "text", columns=say.RISKS["columns"]),
    "a table in a table": say.asked("q", "table", columns=[say.column("c", "table")]),
    "a column called row": say.asked("q", "table", columns=[say.column("row", "text")]),
    "a column twice": say.asked("q", "table", columns=[say.column("c", "text")] * 2),
    "a row twice": say.RISKS | {"key": "q", "rows": say.RISKS["rows"] * 2},
    "given rows and a number of them": say.RISKS | {"key": "q", "max_rows": 3},
    "a unit on kroner": say.asked("q", "money", unit=say.worded("kr")),
    "an implied value that is no choice": say.asked(
        "q", "choice", choices=[say.choice("a", implies=["c"]), say.choice("b")]
    ),
    "a value that implies itself": say.asked(
        "q", "choice", choices=[say.choice("a", implies=["a"]), say.choice("b")]
    ),
    "a past in the first version": say.asked("q", "text", formerly={"key": "p"}),
}


@pytest.mark.parametrize("question", SPOILED.values(), ids=SPOILED.keys())
def test_a_wrong_question_is_refused_when_the_file_is_read(tmp_path, question):
    path = say.write(tmp_path, say.document(question))

    with pytest.raises(SchemaError, match=r"small/1\.yaml: (q|c|row)"):
        read(path)


MOVED = {
    "a question that was not there": {"key": "gone"},
    "a value that was not there": {"values": {"mars": "world"}},
    "a value that is not here": {"values": {"norway": "mars"}},
}


@pytest.mark.parametrize("formerly", MOVED.values(), ids=MOVED.keys())
def test_a_past_that_never_was_is_refused(tmp_path, formerly):
    moved = say.PLACE | {"formerly": formerly}
    path = say.write(tmp_path, say.document(say.PLACE), say.document(moved, version=2))

    with pytest.raises(SchemaError, match=r"small/2\.yaml: place: formerly names"):
        read(path)


def test_a_question_may_have_had_another_name_and_other_values(tmp_path):
    moved = say.PLACE | {"key": "where", "formerly": {"key": "place", "values": {"eea": "world"}}}
    path = say.write(tmp_path, say.document(say.PLACE), say.document(moved, version=2))

    assert read(path)["version"] == 2


def test_a_question_that_leans_on_another_says_so_to_the_script():
    leaning = say.asked("why", "text", depends_on={"key": "sure", "value": False})
    schema = Schema(say.document(say.asked("sure", "yes_no_why"), leaning))

    form = DeclarationForm(schema, renderer=PortalRenderer())

    field = form["why"].as_field_group()
    assert 'data-leans-on="sure_answer" data-value="no"' in field
    assert 'name="sure_answer"' in str(form["sure"])
    assert "data-leans-on" not in form["sure"].as_field_group()
