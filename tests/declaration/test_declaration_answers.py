"""What is derived from answers: words, completeness, facets, search text and verdicts."""

import pytest
from django.utils import translation

from marketplace.declaration import Schema, Verdict

THREE_LANGUAGES = [
    ("hosting_location", "norway", "Norge", "Noreg", "Norway"),
    ("training_hours", 2.5, "2,5 timer", "2,5 timar", "2.5 hours"),
    ("training_hours", 1, "1 time", "1 time", "1 hour"),
    ("go_live_weeks", 6, "6 uker", "6 veker", "6 weeks"),
    ("setup_cost", 12500, "12\xa0500 kr", "12\xa0500 kr", "12,500 NOK"),
    ("residual_risk", "low", "Lav", "Låg", "Low"),
    ("languages", ["bokmal", "north_sami"], "Bokmål, Nordsamisk", "Bokmål, Nordsamisk", None),
    ("risk_assessed_on", "2025-01-31", "31. januar 2025", "31. januar 2025", "31 January 2025"),
    ("summary", "Som skrevet", "Som skrevet", "Som skrevet", "Som skrevet"),
]


@pytest.mark.parametrize(("key", "answer", "nb", "nn", "en"), THREE_LANGUAGES)
def test_an_answer_is_shown_in_the_language_of_the_reader(product, key, answer, nb, nn, en):
    for language, words in {"nb": nb, "nn": nn, "en": en}.items():
        with translation.override(language):
            assert words in (None, product.display(key, answer))


def test_labels_follow_the_reader_and_fall_back_to_bokmal(product):
    shown = {}
    for language in ("nb", "nn", "en-gb", "de", None):
        with translation.override(language):
            shown[language] = product["offline"].label

    assert shown["nb"] == shown["de"] == shown[None] == "Virker uten nett"
    assert (shown["nn"], shown["en-gb"]) == ("Verkar utan nett", "Works offline")


@pytest.mark.parametrize(
    ("key", "answer", "words"),
    [
        ("offline", True, "Ja"),
        ("offline", False, "Nei"),
        ("data_export", {"answer": True, "why": ""}, "Ja"),
        ("data_export", {"answer": False, "why": "fordi det er låst"}, "Nei – fordi det er låst"),
        ("municipalities_in_use", 0, "0 kommuner"),
        ("kind", "from_an_older_version", "from_an_older_version"),
        ("kind", None, ""),
        ("summary", "", ""),
        ("platforms", [], ""),
    ],
)
def test_an_answer_is_shown_as_a_person_would_say_it(product, key, answer, words):
    assert product.display(product[key], answer) == words


def test_a_full_declaration_is_complete(product, full):
    completeness = product.completeness(full)

    assert completeness.is_complete
    assert (completeness.percent, completeness.missing) == (100, ())
    assert product.missing(full) == []


def test_an_empty_declaration_misses_every_required_question(product):
    completeness = product.completeness({})

    assert completeness.percent == completeness.answered == 0
    assert len(completeness.missing) == completeness.total > 20


def test_too_short_a_text_counts_as_missing(product, full):
    missing = product.missing(full | {"purpose": "Bedre."})

    assert [question.key for question in missing] == ["purpose"]


def test_what_is_wanting_in_an_answer_that_is_begun_is_told(product, full):
    begun = {"purpose": "Bedre.", "data_export": {"answer": False, "why": ""}}

    told = dict(product.completeness(full | begun).lacking)

    assert told[product["purpose"]] == ["Skriv minst 40 tegn."]
    assert told[product["data_export"]] == ["Skriv en begrunnelse."]


def test_no_is_an_answer(product, full):
    assert product.missing(full | {"patient_data": False}) == []


def test_an_unexpected_answer_counts_only_with_a_justification(product, full):
    bare = full | {"data_export": {"answer": False, "why": "  "}}
    justified = full | {"data_export": {"answer": False, "why": "Kommer i neste versjon"}}

    assert [question.key for question in product.missing(bare)] == ["data_export"]
    assert product.missing(justified) == []


def test_a_question_that_does_not_apply_is_not_missing(product, full):
    del full["available_from"]

    assert [question.key for question in product.missing(full)] == ["available_from"]
    assert product.missing(full | {"availability": "in_use"}) == []


def test_ninety_nine_percent_is_not_rounded_to_complete(product, full):
    del full["kind"]

    assert 90 < product.completeness(full).percent < 100


def test_a_need_is_complete_with_function_and_information(product):
    need = {
        "purpose": "Lik vurdering uansett hvem som kartlegger innbyggeren.",
        "capabilities": "Registrere kartlegging hjemme hos innbyggeren",
        "target_professions": ["nurse"],
        "platforms": ["tablet"],
        "information_elements": "Svar på kartleggingsskjema",
        "patient_data": True,
    }

    assert product.missing(need, need=True) == []
    assert product.missing(need) != []
    assert product.missing({}, need=True, section="introduction") == []


def test_completeness_is_counted_for_each_section(product, full):
    del full["hosting_location"]

    by_section = {
        section.key: part.is_complete for section, part in product.completeness_by_section(full)
    }

    assert by_section == {
        "function": True,
        "information": False,
        "introduction": True,
        "publication": True,
    }


def test_facets_are_lists_of_values(product, full):
    facets = product.facets(full)

    assert facets["platforms"] == ["pc", "tablet"]
    assert facets["hosting_location"] == ["norway"]
    assert facets["offline"] == ["yes"]
    assert facets["artificial_intelligence"] == ["no"]
    assert "summary" not in facets


def test_unanswered_questions_give_no_facets(product):
    assert product.facets({"platforms": []}) == {}


def test_every_facet_value_has_a_label(product, full):
    for key, values in product.facets(full).items():
        assert all(product[key].choice_label(value) != value for value in values)


def test_the_store_can_filter_on_what_buyers_ask_for(product):
    facets = {question.key for question in product.facet_questions()}

    assert facets >= {
        "target_professions",
        "platforms",
        "offline",
        "hosting_location",
        "standards",
        "integrations",
        "kind",
    }


def test_search_finds_texts_and_choices_in_every_language(product, full):
    text = product.search_text(full)

    assert "Kognitiv kartlegging" in text
    assert "Sykepleier" in text and "Sjukepleiar" in text and "Nurse" in text
    assert "To dager på stedet" not in text


def test_the_titles_of_the_json_schema_follow_the_reader():
    with translation.override("en"):
        schema = Schema.load("product", 1).json_schema(need=True)

    assert schema["properties"]["offline"]["title"] == "Works offline"
    assert "setup_cost" not in schema["properties"]


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ({"answer": False, "why": ""}, Verdict.MET),
        ({"answer": True, "why": "Forholdet er gjort opp"}, Verdict.PERSON_DECIDES),
        ({"answer": True, "why": " "}, Verdict.NOT_MET),
        (None, Verdict.NOT_MET),
    ],
)
def test_an_unexpected_answer_is_left_to_a_person_when_justified(qualification, answer, verdict):
    assert qualification.verdicts({"tax-pay": answer})["tax-pay"] == verdict


def test_a_supplier_with_nothing_to_explain_meets_everything(qualification, qualified):
    verdicts = qualification.verdicts(qualified)

    assert set(verdicts.values()) == {Verdict.MET}
    assert "delivery-experience" not in verdicts
    assert qualification.missing(qualified) == []
