"""DEK: every outcome of the checks that read the declaration and the version."""

import pytest
from django.utils import translation

from marketplace.declaration import Schema
from verification.checks import Level, Outcome, Subject, run_check

SHA = "a" * 64


# --- DEK-01 --------------------------------------------------------------------------------------


def full_answer(question):
    return {
        "text": "En tekst som er lang nok til at en kommune forstår hva som menes.",
        "short_text": "Kort tekst",
        "number": max(question.minimum, 1),
        "money": 1_000,
        "yes_no": True,
        "yes_no_why": {"answer": True, "why": "Fordi det er slik."},
        "date": "2026-11-01",
        "link": "https://kognitivkart.demo.example/",
        "choice": [choice.value for choice in question.choices][:1],
        "many": [choice.value for choice in question.choices][:1],
        "document": [{"id": 1, "title": "Avtale", "sha256": SHA}],
        "table": full_rows(question),
    }[question.type]


def full_rows(question):
    cells = {column.key: answer_to(column) for column in question.columns}
    return [{"row": row.value} | cells for row in question.rows] or [cells]


def answer_to(question):
    told = full_answer(question)
    return told[0] if question.type == "choice" else told


@pytest.fixture(params=[1, 2])
def schema(request):
    return Schema.load("product", request.param)


@pytest.fixture
def answers(schema):
    return {question.key: answer_to(question) for question in schema.questions.values()}


@pytest.fixture
def required_text(schema):
    return next(q for q in schema.questions.values() if q.type == "text" and q.required)


def look(answers, schema):
    return run_check("DEK-01", Subject(answers=answers, schema_version=schema.version))


def test_a_full_declaration_passes(answers, schema):
    assert look(answers, schema).outcome == Outcome.PASSED


def test_a_very_short_text_is_a_warning(answers, schema):
    result = look(answers | {"offline_scope": "Alt."}, schema)

    assert result.outcome == Outcome.WARNING
    assert result.findings[0].where == "offline_scope"


def test_a_required_text_that_is_too_short_is_not_an_answer(answers, schema, required_text):
    result = look(answers | {required_text.key: "Ja."}, schema)

    assert result.outcome == Outcome.FAILED
    assert len(result.findings) == 1


def test_an_unanswered_question_is_named_in_the_readers_language(answers, schema, required_text):
    del answers[required_text.key]

    finding = look(answers, schema).findings[0]

    assert finding.level == Level.FAILED
    for language in ("nb", "en"):
        with translation.override(language):
            assert str(required_text.label) in finding.message.render()


def test_an_event_of_the_risk_landscape_that_nobody_has_assessed_fails():
    schema = Schema.load("product", 2)
    answers = {q.key: answer_to(q) for q in schema.questions.values()}
    answers["risk_landscape"].pop()

    result = look(answers, schema)

    assert result.outcome == Outcome.FAILED
    assert [finding.where for finding in result.findings] == ["risk_landscape"]


# --- DEK-02 --------------------------------------------------------------------------------------


def version(**changes):
    notes = "Nytt skjema. Berører SIK-03."
    return Subject(**{"number": "2.0", "release_notes": notes, "artifact_sha256": SHA, **changes})


def test_a_new_version_with_checksum_and_notes_passes():
    subject = version(earlier=(("1.0", "b" * 64),))

    assert run_check("DEK-02", subject).outcome == Outcome.PASSED


def test_the_same_build_may_be_verified_again():
    assert run_check("DEK-02", version(earlier=(("2.0", SHA),))).outcome == Outcome.PASSED


@pytest.mark.parametrize("earlier", ["b" * 64, ""])
def test_a_version_number_used_for_another_build_fails(earlier):
    assert run_check("DEK-02", version(earlier=(("2.0", earlier),))).outcome == Outcome.FAILED


@pytest.mark.parametrize("change", [{"release_notes": " "}, {"artifact_sha256": "abc"}])
def test_missing_notes_or_checksum_is_a_warning(change):
    assert run_check("DEK-02", version(**change)).outcome == Outcome.WARNING


@pytest.mark.parametrize(
    ("notes", "outcome"),
    [
        ("Rettet feil.", Outcome.WARNING),
        ("Rettet feil. Ingen krav er berørt.", Outcome.PASSED),
        ("Rettet feil. Berører FHIR-01.", Outcome.PASSED),
    ],
)
def test_notes_of_a_later_version_must_name_the_requirements_touched(notes, outcome):
    subject = version(release_notes=notes, earlier=(("1.0", SHA),))

    assert run_check("DEK-02", subject).outcome == outcome
