"""Answers that the tests of the declaration share."""

import copy

import pytest
from django.http import QueryDict
from django.utils import translation

from marketplace.declaration import Schema

FULL = {
    "summary": "Kognitiv kartlegging på nettbrett.",
    "purpose": "Innbyggere skal få lik vurdering uansett hvem som kartlegger dem.",
    "capabilities": "Registrere kartlegging hjemme hos innbygger\nSammenligne over tid",
    "kind": "best_of_breed",
    "target_professions": ["nurse", "occupational_therapist"],
    "recipient_groups": ["older_people", "dementia"],
    "resident_access": False,
    "platforms": ["pc", "tablet"],
    "offline": True,
    "offline_scope": "Hele kartleggingen; den sendes når nettet er tilbake.",
    "languages": ["bokmal", "nynorsk"],
    "accessibility": "all",
    "accessibility_statement": "https://uu.kognitivkart.demo.example/erklaring",
    "decision_support": {"answer": False, "why": ""},
    "artificial_intelligence": {"answer": False, "why": ""},
    "medical_device": "class_1",
    "information_elements": "Svar på kartleggingsskjema, dato, rolle",
    "patient_data": True,
    "standards": ["hl7_fhir_r4", "snomed_ct"],
    "integrations": ["helseid", "kjernejournal"],
    "open_interface": True,
    "interface_description": "https://kognitivkart.demo.example/fhir",
    "data_export": {"answer": True, "why": "FHIR og regneark"},
    "hosting_location": "norway",
    "sub_processors": "Ingen",
    "access_log": {"answer": True, "why": ""},
    "privacy_assessment": "complete",
    "technical_prerequisites": "Nettbrett",
    "organisational_prerequisites": "En fagansvarlig",
    "sign_in": ["helseid"],
    "setup_cost": 12500,
    "training_hours": 2.5,
    "training_forms": ["e_learning", "super_users"],
    "go_live_weeks": 6,
    "go_live_support": "To dager på stedet",
    "data_migration": {"answer": False, "why": "Det er ingen data å flytte"},
    "support_hours": "extended",
    "risk_assessed_on": "2025-01-31",
    "residual_risk": "low",
    "main_risks": "Feil pasient: fødselsdato vises før lagring",
    "security_tested_on": "2024-11-15",
    "availability": "in_development",
    "available_from": "2026-03-01",
    "municipalities_in_use": 1,
    "product_page": "https://kognitivkart.demo.example/",
}

QUALIFIED = {
    "trade-register": {"answer": True, "why": ""},
    "crime-org": {"answer": False, "why": ""},
    "corruption": {"answer": False, "why": ""},
    "fraud": {"answer": False, "why": ""},
    "tax-pay": {"answer": False, "why": ""},
    "socsec-pay": {"answer": False, "why": ""},
    "bankruptcy": {"answer": False, "why": ""},
    "economic-standing": {"answer": True, "why": ""},
    "delivery-experience": "Kartlegging for to kommuner i 2024",
    "security-management": {"answer": True, "why": "Normen"},
    "data-processing-agreement": {"answer": True, "why": ""},
    "incident-notice": {"answer": True, "why": ""},
}


@pytest.fixture(autouse=True)
def _in_bokmal():
    with translation.override("nb"):
        yield


@pytest.fixture
def product() -> Schema:
    """The product declaration."""
    return Schema.load("product", 1)


@pytest.fixture
def qualification() -> Schema:
    """The self-declaration of a supplier."""
    return Schema.load("qualification", 1)


@pytest.fixture
def full() -> dict:
    """An answer to every question of the product declaration."""
    return copy.deepcopy(FULL)


@pytest.fixture
def qualified() -> dict:
    """The answers of a supplier with nothing to explain."""
    return copy.deepcopy(QUALIFIED)


@pytest.fixture
def posted():
    """Turns answers into what a browser would post."""
    return _posted


def _posted(answers: dict) -> QueryDict:
    post = QueryDict(mutable=True)
    for key, answer in answers.items():
        for name, values in _fields(key, answer):
            post.setlist(name, [str(value).replace("\n", "\r\n") for value in values])
    return post


def _fields(key: str, answer: object) -> list[tuple[str, list]]:
    if isinstance(answer, dict):
        said = "yes" if answer["answer"] else "no"
        return [(f"{key}_answer", [said]), (f"{key}_why", [answer["why"]])]
    if isinstance(answer, bool):
        return [(key, ["yes" if answer else "no"])]
    return [(key, answer if isinstance(answer, list) else [answer])]
