"""The API description: complete, and made from the forms that validate."""

import json

import pytest
from jsonschema import Draft202012Validator

from innovation.forms import NeedForm
from marketplace.lifecycle import Lifecycle
from marketplace.urls import VIEWSETS

pytestmark = pytest.mark.django_db
VERBS = {"get", "post", "patch", "put", "delete"}


@pytest.fixture
def described(client) -> dict:
    """The description as a visitor reads it."""
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return json.loads(answer.content)


@pytest.fixture
def operations(described) -> dict:
    """Every operation by (path, verb)."""
    return {
        (path, verb): operation
        for path, verbs in described["paths"].items()
        for verb, operation in verbs.items()
        if verb in VERBS
    }


def body_of(operation: dict) -> dict:
    """The schema of what goes in: JSON, or a form with a file."""
    return next(iter(operation["requestBody"]["content"].values()))["schema"]


def references(part) -> set[str]:
    """Every `$ref` somewhere below."""
    if isinstance(part, list):
        return set().union(*map(references, part))
    if not isinstance(part, dict):
        return set()
    mine = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
    return mine.union(*map(references, part.values()))


def test_it_is_openapi_3_1_with_a_name(described):
    assert described["openapi"].startswith("3.1.")
    assert described["info"]["title"] and described["info"]["version"]


def test_every_collection_is_described(operations):
    for viewset in VIEWSETS:
        for path in (f"/api/v1/{viewset.model.noun}/", f"/api/v1/{viewset.model.noun}/{{id}}/"):
            assert (path, "get") in operations


def test_everything_that_is_pointed_at_is_there(described):
    for reference in references(described):
        part = described
        for name in reference.removeprefix("#/").split("/"):
            part = part[name]
        assert part


def test_every_schema_is_a_json_schema(described, operations):
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for (_path, verb), operation in operations.items():
        if verb in ("post", "patch"):
            Draft202012Validator.check_schema(body_of(operation))


def test_operations_have_names_of_their_own_and_answers(operations):
    names = [operation["operationId"] for operation in operations.values()]

    assert len(names) == len(set(names))
    assert all(operation["responses"] for operation in operations.values())


def test_what_stands_in_the_path_is_explained(operations):
    for (path, _verb), operation in operations.items():
        named = {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
        assert named == {part[1:-1] for part in path.split("/") if part.startswith("{")}


def test_everything_that_writes_says_what_goes_in(operations):
    for (path, verb), operation in operations.items():
        if verb in ("post", "patch") and "/steps/" not in path:
            assert body_of(operation)["properties"], path


def test_only_post_asks_for_what_the_form_requires(operations):
    made = body_of(operations["/api/v1/behov/", "post"])
    changed = body_of(operations["/api/v1/behov/{id}/", "patch"])
    required = {name for name, f in NeedForm.described_fields().items() if f.required}

    assert set(made["required"]) == required == {"title", "problem", "area"}
    assert "required" not in changed


def test_the_fields_are_the_forms_own(operations):
    properties = body_of(operations["/api/v1/behov/", "post"])["properties"]

    assert list(properties) == list(NeedForm.described_fields())
    assert properties["goals"]["type"] == "array"
    assert properties["area"]["type"] == "integer"
    assert properties["go_ahead_on"]["format"] == "date"
    assert properties["title"]["maxLength"] == 120


def test_a_child_names_its_parent(operations):
    body = body_of(operations["/api/v1/versjon/", "post"])

    assert body["properties"]["application"]["type"] == "integer"
    assert "application" in body["required"]


def test_every_step_that_people_take_is_listed_with_what_it_asks(operations):
    for noun, model in Lifecycle.nouns.items():
        operation = operations[f"/api/v1/{noun}/{{id}}/steps/{{name}}/", "post"]
        listed = {one["title"]: one for one in body_of(operation)["anyOf"]}
        taken = {name: one for name, one in model.steps().items() if not one.is_automatic}

        assert listed.keys() == taken.keys()
        for name, one in taken.items():
            assert listed[name]["properties"].keys() == one.asks.keys()


def test_an_example_that_the_description_accepts_is_accepted(operations, sign_in, editor, area):
    body = {
        "title": "Felles kartlegging",
        "problem": "Kartleggingen gjøres to ganger på to ulike måter.",
        "area": area.pk,
        "goals": ["staff"],
        "go_ahead_on": "2026-09-01",
    }

    Draft202012Validator(body_of(operations["/api/v1/behov/", "post"])).validate(body)
    answer = sign_in(editor).post("/api/v1/behov/", json.dumps(body), "application/json")

    assert answer.status_code == 201


def test_the_page_that_shows_it_is_open_to_all(client):
    assert client.get("/api/v1/docs/").status_code == 200


def test_a_table_is_described_row_by_row_and_a_document_by_its_number(operations):
    asked = body_of(operations["/api/v1/versjon/{id}/", "patch"])["properties"]

    row = asked["risk_landscape"]["items"]["properties"]
    assert asked["risk_landscape"]["type"] == "array"
    assert "residual" in row and "enum" in row["row"]
    assert asked["risk_report"]["items"] == {"type": "integer"}
