"""The questions for machines: open, in the reader's language, and not sent twice."""

import pytest
from jsonschema import Draft202012Validator

from marketplace.declaration import Schema

pytestmark = pytest.mark.django_db
NEWEST = "/api/v1/deklarasjon/product/"


def test_the_questions_are_open_and_valid_json_schema(client):
    answer = client.get(NEWEST)

    assert answer["Content-Type"] == "application/schema+json"
    assert "public" in answer["Cache-Control"]
    Draft202012Validator.check_schema(answer.json())
    assert set(answer.json()["properties"]) == set(Schema.latest("product").questions)


def test_an_older_version_has_an_address_of_its_own(client):
    older = client.get(f"{NEWEST}1/").json()

    assert set(older["properties"]) == set(Schema.load("product", 1).questions)


def test_the_titles_are_in_the_language_that_is_asked_for(client):
    in_english = client.get(f"{NEWEST}1/", headers={"accept-language": "en"})
    in_bokmal = client.get(f"{NEWEST}1/", headers={"accept-language": "nb"})

    assert in_english.json()["properties"]["offline"]["title"] == "Works offline"
    assert in_bokmal.json()["properties"]["offline"]["title"] == "Virker uten nett"
    assert in_english["Content-Language"] == "en"
    assert "Accept-Language" in in_english["Vary"]


def test_what_the_reader_has_already_is_not_sent_again(client):
    first = client.get(NEWEST)

    again = client.get(NEWEST, headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""


def test_a_need_is_asked_less_and_publication_asks_for_more(client):
    whole, need = client.get(NEWEST).json(), client.get(NEWEST, {"behov": "1"}).json()
    complete = client.get(NEWEST, {"fullstendig": "1"}).json()

    assert set(need["properties"]) < set(whole["properties"])
    assert "required" not in whole and "purpose" in complete["required"]


@pytest.mark.parametrize("name", ["none/", "product/99/", "structure/", "product/0/"])
def test_questions_that_do_not_exist_are_not_found(client, name):
    answer = client.get(f"/api/v1/deklarasjon/{name}")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_an_answer_that_does_not_apply_is_refused_by_the_schema():
    schema = Schema.load("product", 1)
    checker = Draft202012Validator(schema.json_schema())

    assert checker.is_valid({"offline": True, "offline_scope": "Alt"})
    assert not checker.is_valid({"offline": False, "offline_scope": "Alt"})
    assert not checker.is_valid({"offline_scope": "Alt"})


def test_publication_asks_for_what_applies(full):
    schema = Schema.load("product", 1)
    checker = Draft202012Validator(schema.json_schema(complete=True))
    del full["available_from"]

    assert not checker.is_valid(full)
    assert checker.is_valid(full | {"availability": "in_use"})
    assert not checker.is_valid({key: told for key, told in full.items() if key != "kind"})


def test_a_wish_that_is_nonsense_is_no_wish(client):
    assert client.get(NEWEST, {"behov": "'" * 5000}).json() == client.get(NEWEST).json()
