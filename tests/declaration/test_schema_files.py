"""The schema files: complete in three languages, and refused when they are wrong."""

import copy
import re

import pytest
import yaml
from jsonschema import Draft202012Validator

from marketplace.declaration import Schema, SchemaError, SchemaNotFound
from marketplace.declaration.structure import FOLDER, read
from marketplace.declaration.wording import Wording

NAMES = ["product", "qualification"]
ESPD = {"crime-org", "corruption", "fraud", "tax-pay", "socsec-pay", "bankruptcy"}


def product_document():
    return yaml.safe_load((FOLDER / "product" / "1.yaml").read_text("utf-8"))


def write_schema(tmp_path, document):
    path = tmp_path / "product" / "1.yaml"
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
    return path


def question_in(document, key):
    return next(q for q in document["sections"][0]["questions"] if q["key"] == key)


def wordings(schema):
    for section in schema.walk():
        yield section.key, section.wording
    for question in schema.questions.values():
        yield question.key, question.help_wording
        yield from named(question)


def named(question):
    """What stands beside, above and in an answer: the label, the choices, the rows, the columns."""
    yield question.key, question.label_wording
    for choice in (*question.choices, *question.rows):
        if isinstance(choice.wording, Wording):
            yield question.key, choice.wording
    for column in question.columns:
        yield from named(column)


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_written_in_three_languages(name):
    schema = Schema.latest(name)

    untold = [key for key, words in wordings(schema) if not (words.nb and words.nn and words.en)]

    assert untold == []


@pytest.mark.parametrize("name", NAMES)
def test_the_nynorsk_has_no_common_bokmal_words(name):
    bokmal = re.compile(
        r"\b(ikke|hva|hvor|hvem|hvilke\w*|hvordan|løsning\w*|opplysninger|noen|fra|bruker(e|ne)|"
        r"tjeneste\w*|begrunn|virksomhet\w*|uten|kommuner|jeg|dere|blir gjort|gjøre|være)\b",
        re.IGNORECASE,
    )

    slips = [(key, words.nn) for key, words in wordings(Schema.latest(name))]

    assert [(key, text) for key, text in slips if bokmal.search(text)] == []


def test_the_product_declaration_has_the_sections_of_the_house():
    schema = Schema.load("product", 1)

    titles = [(section.level, section.title) for section in schema.walk()]

    assert titles == [
        (1, "Funksjon"),
        (1, "Informasjon"),
        (1, "Innføring"),
        (2, "Forutsetninger"),
        (2, "Trening"),
        (2, "Igangkjøringsstøtte"),
        (2, "Standard risikolandskap"),
        (1, "Publiseringsstatus"),
    ]


def test_the_product_declaration_asks_enough_and_not_too_much():
    schema = Schema.load("product", 1)

    assert 35 <= len(schema.questions) <= 45
    assert {q.section.key for q in schema.required({}, need=True)} == {"function", "information"}


def test_the_grounds_for_exclusion_are_keyed_by_espd_criterion():
    section = Schema.load("qualification", 1).section("exclusion")

    assert {question.key for question in section.questions} == ESPD
    assert all(question.expected is False for question in section.questions)


def test_a_schema_is_read_once():
    assert Schema.load("product", 1) is Schema.load("product", "1")
    assert Schema.latest("product") is Schema.load("product", 2)


@pytest.mark.parametrize(("name", "version"), [("product", 99), ("../product", 1), ("none", 1)])
def test_an_unknown_schema_is_not_found(name, version):
    with pytest.raises(SchemaNotFound):
        Schema.load(name, version)


@pytest.mark.parametrize("name", NAMES)
def test_the_json_schema_is_itself_valid(name):
    Draft202012Validator.check_schema(Schema.latest(name).json_schema())


def test_an_untouched_copy_is_accepted(tmp_path):
    path = write_schema(tmp_path, product_document())

    assert read(path)["name"] == "product"


SPOILERS = {
    "a language is missing": lambda q: q["label"].pop("nn"),
    "a text is empty": lambda q: q["label"].update(en=""),
    "a type is unknown": lambda q: q.update(type="poem"),
    "a flag is misspelt": lambda q: q.update(requird=True),
    "a flag is not a boolean": lambda q: q.update(required="yes please"),
    "choices on a yes-no question": lambda q: q.update(choices=[]),
    "a unit without a number": lambda q: q.update(unit={"nb": "kr", "nn": "kr", "en": "kr"}),
    "a number without a unit": lambda q: q.update(type="number"),
    "choices are missing": lambda q: q.update(type="choice"),
    "leaning on a later question": lambda q: q.update(
        depends_on={"key": "patient_data", "value": True}
    ),
    "leaning on an answer that cannot be given": lambda q: q.update(
        depends_on={"key": "resident_access", "value": "maybe"}
    ),
    "required of a need that is not asked": lambda q: q.update(need=False, need_required=True),
}


@pytest.mark.parametrize("spoil", SPOILERS.values(), ids=SPOILERS.keys())
def test_a_wrong_question_is_refused_with_file_and_key(tmp_path, spoil):
    document = product_document()
    spoil(question_in(document, "offline"))
    path = write_schema(tmp_path, document)

    with pytest.raises(SchemaError, match=r"product/1\.yaml: offline"):
        read(path)


def test_a_key_used_twice_is_refused(tmp_path):
    document = product_document()
    document["sections"][1]["questions"].append(copy.deepcopy(question_in(document, "offline")))
    path = write_schema(tmp_path, document)

    with pytest.raises(SchemaError, match="offline: the key is used twice"):
        read(path)


def test_a_choice_listed_twice_is_refused(tmp_path):
    document = product_document()
    choices = question_in(document, "platforms")["choices"]
    choices.append(choices[0])
    path = write_schema(tmp_path, document)

    with pytest.raises(SchemaError, match="platforms: a choice is listed twice"):
        read(path)


def test_a_file_in_the_wrong_place_is_refused(tmp_path):
    path = write_schema(tmp_path, product_document() | {"version": 2})

    with pytest.raises(SchemaError, match="name and version"):
        read(path)


def test_a_file_that_is_not_yaml_is_refused(tmp_path):
    path = tmp_path / "1.yaml"
    path.write_text("name: [unclosed", "utf-8")

    with pytest.raises(SchemaError, match="not YAML"):
        read(path)
