"""Products and needs side by side."""

import pytest

from marketplace.declaration import Column, Comparison


@pytest.fixture
def comparison(product, full):
    other = full | {"hosting_location": "eea", "offline": False}
    del other["kind"]
    return Comparison(product, [Column("Første", full, "/1/"), Column("Andre", other)])


def rows(comparison):
    return {row.question.key: row for group in comparison.sections() for row in group.rows}


def test_each_row_has_a_cell_for_each_column(comparison):
    row = rows(comparison)["hosting_location"]

    assert row.cells == ("Norge", "EØS")
    assert row.differs


def test_equal_answers_do_not_differ(comparison):
    assert not rows(comparison)["platforms"].differs


def test_a_missing_answer_is_none_and_differs_from_an_answer(comparison):
    row = rows(comparison)["kind"]

    assert row.cells == ("Spesialisert løsning for én oppgave", None)
    assert row.differs


def test_an_answer_that_does_not_apply_is_not_shown(comparison):
    assert rows(comparison)["offline_scope"].cells[1] is None


def test_only_questions_that_are_compared_have_rows(product, comparison):
    keys = list(rows(comparison))

    assert keys == [question.key for question in product.questions.values() if question.compared]


def test_only_differences_leaves_out_rows_and_empty_sections(comparison):
    differing = comparison.only_differences()

    assert list(rows(differing)) == ["kind", "offline", "offline_scope", "hosting_location"]
    assert [group.section.key for group in differing.sections()] == ["function", "information"]
    assert comparison.sections() != differing.sections()


def test_a_parent_section_comes_before_its_parts(comparison):
    keys = [group.section.key for group in comparison.sections()]

    assert keys.index("introduction") < keys.index("prerequisites") < keys.index("risk")


def test_a_need_can_be_laid_beside_a_product(product, full):
    need = Column("Behov", {"platforms": ["tablet"], "offline": True})

    comparison = Comparison(product, [need, Column("Løsning", full)], need=True)

    assert rows(comparison)["platforms"].cells == ("Nettbrett", "PC, Nettbrett")
    assert "setup_cost" not in rows(comparison)


def test_one_column_alone_has_no_differences(product, full):
    assert Comparison(product, [Column("Alene", full)]).only_differences().sections() == []
