"""The questions of the newest product declaration: readable, answerable, no more than needed."""

import pytest

from marketplace.declaration import Schema
from marketplace.declaration.wording import LANGUAGES, Wording

FILTERED = {"choice", "many", "yes_no", "yes_no_why"}
EVENTS = """wrong_patient missing_access unauthorised_access outage wrong_or_stale_data
broken_integration misuse lacking_training supplier_failure data_leak missing_log
wrong_decision_support"""
# What the seed itself names, in its order.
SEED = "function information introduction prerequisites training go_live risk publication"


@pytest.fixture
def newest():
    return Schema.latest("product")


@pytest.fixture
def first():
    return Schema.load("product", 1)


@pytest.fixture
def questions(newest):
    return newest.questions.values()


def of_the_seed(schema):
    return [part.key for part in schema.walk() if part.key in SEED.split()]


def values(question):
    return {choice.value for choice in question.choices}


def texts(wording: Wording):
    return [getattr(wording, language) for language in LANGUAGES]


def test_there_are_enough_questions_to_decide_by_and_not_too_many_to_answer(newest):
    assert 80 <= len(newest.questions) <= 120
    assert 40 <= len(newest.required({})) <= 55


def test_the_parts_that_the_seed_names_stand_in_its_order(newest):
    assert of_the_seed(newest) == SEED.split()


def test_every_question_is_asked_in_full_in_three_different_languages(questions):
    asked = {q.key: texts(q.help_wording) for q in questions}

    assert [key for key, told in asked.items() if min(map(len, told)) < 20] == []
    assert [key for key, told in asked.items() if len(set(told)) < 3] == []
    assert [key for key, told in asked.items() if not all(t[-1] in ".?" for t in told)] == []


def test_labels_are_short_enough_to_head_a_filter_or_a_row(questions):
    long = [(q.key, text) for q in questions for text in texts(q.label_wording) if len(text) > 42]

    assert long == []


def test_no_two_questions_have_the_same_label(questions):
    for language in LANGUAGES:
        labels = [getattr(q.label_wording, language) for q in questions]
        assert sorted(labels) == sorted(set(labels))


def test_a_dozen_or_so_filters_can_be_answered_by_ticking(newest):
    filters = newest.facet_questions()

    assert 10 <= len(filters) <= 16
    assert {q.type for q in filters} <= FILTERED
    assert [q.key for q in filters if not 2 <= len(q.choices) <= 20] == []
    assert [q.key for q in filters if q.required or q.need or q.compared] == [
        q.key for q in filters
    ]


def test_a_need_answers_about_a_third(newest):
    asked = newest.asked(need=True)

    assert 0.25 <= len(asked) / len(newest.questions) <= 0.4
    assert newest.required({}, need=True)


def test_what_a_need_must_answer_lies_in_function_and_information(newest):
    inside = newest.asked(section="function") + newest.asked(section="information")

    assert [q.key for q in newest.required({}, need=True) if q not in inside] == []


def test_a_need_is_never_asked_for_prices_or_papers(newest):
    assert {q.type for q in newest.asked(need=True)} & {"money", "document", "link"} == set()


def test_every_required_question_is_compared_or_is_only_asked_sometimes(newest):
    assert [q.key for q in newest.required({}) if not q.compared] == []


def test_the_standard_risk_landscape_holds_the_twelve_standard_events(newest):
    landscape = newest["risk_landscape"]

    assert [row.value for row in landscape.rows] == EVENTS.split()
    assert all(column.required for column in landscape.columns)
    assert [len(column.choices) for column in landscape.columns[:2]] == [4, 4]


def test_a_table_can_be_read_on_one_page(questions):
    assert [q.key for q in questions if len(q.columns) > 6] == []


def test_a_filter_on_the_eea_finds_what_is_in_norway(newest):
    [norway] = [c for c in newest["hosting_location"].choices if c.value == "norway"]

    assert norway.implies == ("eea",)


def test_no_answer_that_could_be_picked_before_is_gone(newest, first):
    kept = [(q, newest[q.key]) for q in first.questions.values() if q.key in newest]

    assert [old.key for old, new in kept if not values(old) <= values(new)] == []


def test_a_question_is_only_gone_when_another_says_what_became_of_it(newest, first):
    successors = {q.formerly["key"] for q in newest.questions.values() if q.formerly}

    assert set(first.questions) - set(newest.questions) - successors == set()


def test_whatever_was_answered_before_is_carried_over(first, full):
    carried = first.carried_to_newest(full)

    kept = {key: told for key, told in full.items() if key != "sub_processors"}
    assert kept.items() <= carried.items()
    assert carried["sub_processor_follow_up"] == full["sub_processors"]
