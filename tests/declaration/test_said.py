"""An answer on a page: a table is a table, a link a link, and each text has its own language."""

import pytest
from django.template.loader import render_to_string

from marketplace.declaration import Said, Schema
from tests.declaration import small as say
from tests.declaration.small import small


def drawn(key, answer, language="nb"):
    said = Said.answer(small()[key], answer, language)
    return render_to_string("components/facts.html", {"facts": [("Spørsmål", said)]})


def test_a_table_is_drawn_with_headings_for_the_columns_that_hold_something():
    page = drawn("processors", [{"name": "Sky", "cost": 12500}, {"name": "Lager"}])

    assert page.count('<th scope="col">') == 2
    assert '<th scope="row" >Sky</th>' in page and "12\xa0500 kr" in page


def test_a_row_with_a_given_name_begins_with_it():
    page = drawn("risks", [{"row": "downtime", "level": "low", "measure": "Reserve"}])

    assert '<th scope="row" >Nedetid</th>' in page
    assert page.count('<th scope="col">') == 3


def test_what_a_person_wrote_in_a_cell_has_its_language_and_what_was_picked_has_not():
    page = drawn("risks", [{"row": "downtime", "level": "low", "measure": "Reserve"}], "nn")

    assert '<td lang="nn">Reserve</td>' in page
    assert "<td >Low</td>" in page


@pytest.mark.parametrize(
    ("address", "is_link"),
    [("https://a.example/", True), ("http://a.example/", True), ("javascript:alert(1)", False)],
)
def test_only_web_addresses_become_links(address, is_link):
    schema = Schema(say.document(say.asked("page", "link")))

    said = Said.answer(schema["page"], address, "")

    assert bool(said.href) is is_link


def test_a_document_leads_to_its_file():
    page = drawn("proof", [{"id": 7, "title": "Rapport", "sha256": "a" * 64}])

    assert 'href="/dokumenter/7/fil/">Rapport</a>' in page


def test_what_nobody_answered_says_so():
    assert "Ikke oppgitt" in drawn("processors", None)


def test_what_was_written_is_never_markup():
    assert "&lt;b&gt;" in drawn("processors", [{"name": "<b>Sky</b>"}])
