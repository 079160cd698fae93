"""A declaration filled in whole: what was answered is what stands, however often it is saved."""

import pytest

from marketplace.demo.answers import PRODUCTS
from marketplace.demo.filling import fill, upload
from marketplace.models import Document
from tests import cast
from verification.forms import VersionForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(qualified_supplier, area):
    application = cast.application(qualified_supplier, area)
    return cast.draft_version(application, qualified_supplier)


def ticked_in_order(schema, answers):
    several = {key: set(told) for key, told in answers.items() if schema[key].type == "many"}
    ordered = {
        key: [choice.value for choice in schema[key].choices if choice.value in told]
        for key, told in several.items()
    }
    return answers | ordered


@pytest.mark.parametrize("name", PRODUCTS)
def test_what_was_answered_is_what_stands(draft, qualified_supplier, name):
    told = draft.schema.relevant(PRODUCTS[name])
    emptied = dict.fromkeys(draft.answers, "")

    saved = fill(VersionForm, qualified_supplier, emptied | told, draft)

    assert saved.answers == ticked_in_order(draft.schema, told)


def test_saving_what_stands_changes_nothing(draft, qualified_supplier):
    before = dict(draft.answers)

    saved = fill(VersionForm, qualified_supplier, {}, draft)

    assert saved.answers == before


def test_a_paper_hung_on_the_draft_is_chosen_and_kept_with_its_fingerprint(
    draft, qualified_supplier
):
    key = "processing_agreement"
    instance = Document(subject=draft, topic=key)
    paper = upload(qualified_supplier, instance, "Avtale", ["Som avtalt."])

    saved = fill(VersionForm, qualified_supplier, {key: [paper.pk]}, draft)

    assert saved.answers[key] == [{"id": paper.pk, "title": "Avtale", "sha256": paper.sha256}]
