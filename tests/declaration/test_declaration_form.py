"""The form: from HTML and JSON to answers, and back again."""

import json
import re

import pytest
from django.http import QueryDict
from jsonschema import Draft202012Validator, FormatChecker

from marketplace.declaration import DeclarationForm


def errors(schema, data):
    return DeclarationForm(schema, data).errors


def answers(schema, data, **kwargs):
    form = DeclarationForm(schema, data, **kwargs)
    assert form.is_valid(), form.errors
    return form.answers()


def test_a_posted_form_gives_the_answers_back(product, full, posted):
    assert answers(product, posted(full)) == full


def test_a_json_body_gives_the_answers_back(product, full):
    assert answers(product, json.loads(json.dumps(full))) == full


def test_a_qualification_is_posted_and_sent_as_json_alike(qualification, qualified, posted):
    assert answers(qualification, posted(qualified)) == qualified
    assert answers(qualification, qualified) == qualified


def test_the_answers_are_ready_for_json_and_fit_the_json_schema(product, full, posted):
    given = json.loads(json.dumps(answers(product, posted(full))))

    checker = Draft202012Validator(product.json_schema(), format_checker=FormatChecker())

    assert list(checker.iter_errors(given)) == []


def test_the_json_schema_refuses_what_the_form_refuses(product):
    checker = Draft202012Validator(product.json_schema(), format_checker=FormatChecker())

    assert not checker.is_valid({"kind": "magic"})
    assert not checker.is_valid({"offline": "yes"})
    assert not checker.is_valid({"go_live_weeks": 2.5})
    assert not checker.is_valid({"data_export": {"why": "fordi"}})
    assert not checker.is_valid({"unknown": 1})


def test_the_answers_fill_the_form_and_an_untouched_form_has_not_changed(product, full, posted):
    form = DeclarationForm(product, posted(full), initial=full)

    assert form.is_valid()
    assert form.changed_data == []


def test_a_changed_answer_is_named(product, full, posted):
    changed = full | {"go_live_weeks": 8, "data_export": {"answer": True, "why": "CSV"}}

    form = DeclarationForm(product, posted(changed), initial=full)

    assert sorted(form.changed_data) == ["data_export", "go_live_weeks"]


def test_the_form_shows_the_answers_so_far(product, full):
    form = DeclarationForm(product, initial=full)

    checked = r'value="%s"[^>]* id="%s"[^>]* checked'
    assert re.search(checked % ("norway", "id_hosting_location_0"), str(form["hosting_location"]))
    assert 'value="2025-01-31"' in str(form["risk_assessed_on"])
    assert "FHIR og regneark" in str(form["data_export"])
    assert re.search(checked % ("yes", "id_offline_0"), str(form["offline"]))
    assert 'value="12500"' in str(form["setup_cost"])


def test_a_draft_may_be_empty(product):
    assert answers(product, QueryDict()) == {}
    assert answers(product, {}) == {}


def test_an_emptied_answer_is_gone(product, full):
    given = answers(product, full | {"kind": "", "platforms": [], "setup_cost": None}, initial=full)

    assert {"kind", "platforms", "setup_cost"}.isdisjoint(given)


def test_a_section_leaves_the_other_answers_alone(product, full, posted):
    part = posted({"training_hours": 4, "training_forms": ["written"]})

    given = answers(product, part, initial=full, section="training")

    assert given == full | {"training_hours": 4, "training_forms": ["written"]}


def test_a_section_holds_the_sections_inside_it(product):
    form = DeclarationForm(product, section="introduction")

    keys = [section.key for section, _fields in form.sections()]

    assert keys == ["introduction", "prerequisites", "training", "go_live", "risk"]


def test_every_field_is_in_one_section(product):
    form = DeclarationForm(product)

    shown = [field.name for _section, fields in form.sections() for field in fields]

    assert shown == list(form.fields) == list(product.questions)


def test_a_need_is_asked_fewer_questions_of_the_same_schema(product):
    form = DeclarationForm(product, need=True)

    assert "purpose" in form.fields
    assert "setup_cost" not in form.fields
    assert "training" not in [section.key for section, _fields in form.sections()]


def test_an_answer_to_a_question_that_no_longer_applies_is_left_out(product, full):
    given = answers(product, full | {"offline": False}, initial=full)

    assert "offline_scope" not in given


def test_an_answer_to_an_unknown_question_is_left_out(product):
    given = answers(product, {"offline": True}, initial={"from_an_older_version": 1})

    assert given == {"offline": True}


def test_choices_are_kept_once_and_in_the_order_of_the_schema(product):
    assert answers(product, {"platforms": ["tablet", "pc", "pc"]}) == {
        "platforms": ["pc", "tablet"]
    }


def test_a_form_can_have_a_prefix(product):
    form = DeclarationForm(product, QueryDict("d-access_log_answer=no"), prefix="d")

    assert form.is_valid()
    assert form.answers() == {"access_log": {"answer": False, "why": ""}}


def test_nothing_is_marked_required_and_the_help_says_what_publication_wants(product):
    form = DeclarationForm(product)

    assert not any(field.required for field in form.fields.values())
    assert "Minst 40 tegn" in form.fields["purpose"].help_text
    assert "«Virker uten nett» er «Ja»" in form.fields["offline_scope"].help_text
    assert "Enhet: uker." in form.fields["go_live_weeks"].help_text


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("summary", "x" * 301),
        ("summary", ["a", "list"]),
        ("summary", 7),
        ("kind", "magic"),
        ("kind", {"a": 1}),
        ("platforms", ["pc", "abacus"]),
        ("platforms", "pc"),
        ("platforms", [{"a": 1}]),
        ("offline", "perhaps"),
        ("offline", 1),
        ("go_live_weeks", "-1"),
        ("go_live_weeks", 2.5),
        ("go_live_weeks", True),
        ("go_live_weeks", 10**20),
        ("go_live_weeks", "NaN"),
        ("risk_assessed_on", "31.01.2025"),
        ("risk_assessed_on", "2025-02-30"),
        ("risk_assessed_on", 20250131),
        ("product_page", "javascript:alert(1)"),
        ("product_page", "ftp://demo.example/"),
        ("product_page", "no address"),
        ("data_export", {"why": "no answer"}),
        ("data_export", {"answer": "perhaps"}),
        ("data_export", {"answer": True, "why": ["list"]}),
        ("data_export", {"answer": True, "why": "x" * 2001}),
        ("data_export", ["yes", "because"]),
    ],
)
def test_a_wrong_answer_is_refused(product, key, wrong):
    assert list(errors(product, {key: wrong})) == [key]


def test_a_link_without_a_scheme_is_taken_as_https(product):
    assert answers(product, {"product_page": "demo.example"}) == {
        "product_page": "https://demo.example"
    }


def test_a_decimal_is_kept_exactly(product, posted):
    assert answers(product, posted({"training_hours": "0.1"})) == {"training_hours": 0.1}
    assert answers(product, posted({"training_hours": "2.0"})) == {"training_hours": 2}


def test_form_fields_can_be_had_for_some_questions_only(product):
    assert list(product.form_fields(["offline", "summary"])) == ["summary", "offline"]
