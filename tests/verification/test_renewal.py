"""When the questions are renewed: drafts move, what is frozen stays and is read as the newest."""

import json

import pytest
from django.urls import reverse

from innovation.forms import NeedForm
from innovation.models import Need, Requirement
from marketplace.declaration import Schema
from marketplace.demo.filling import fill
from tests import cast
from tests.verification.test_section import as_posted
from verification.forms import VersionForm
from verification.models import Version
from verification.models.version import is_complete

pytestmark = pytest.mark.django_db
OLD = {"sub_processors": "Skyrom Demo AS", "setup_cost": 12500, "offline": True}


@pytest.fixture
def old_draft(application) -> Version:
    """A draft from when the first version of the questions was asked."""
    return Version.objects.create(
        application=application, number="0.9", schema_version=1, answers=OLD
    )


def newest() -> int:
    return Schema.latest("product").version


def test_a_new_version_is_asked_the_newest_questions(application):
    assert Version(application=application).schema_version == newest()


def test_a_draft_moves_when_it_is_opened_and_the_page_says_so(sign_in, supplier, old_draft):
    client = sign_in(supplier)
    addresses = [
        reverse("verification:version_declaration", args=[old_draft.pk]),
        reverse("verification:version_section", args=[old_draft.pk, "information"]),
        reverse("verification:version_edit", args=[old_draft.pk]),
    ]

    pages = [client.get(address).content.decode() for address in addresses]

    assert ["Spørsmålene er fornyet siden sist" in page for page in pages] == [True] * 3
    assert ["Skyrom Demo AS" in page for page in pages[1:]] == [True] * 2
    old_draft.refresh_from_db()
    assert old_draft.schema_version == 1


def test_a_draft_is_saved_with_its_answers_under_their_new_names(supplier, old_draft):
    saved = fill(VersionForm, supplier, {}, old_draft)

    saved.refresh_from_db()
    assert saved.schema_version == newest()
    assert saved.answers["sub_processor_follow_up"] == "Skyrom Demo AS"
    assert saved.answers["setup_cost"] == 12500


def test_a_section_of_a_moved_draft_is_saved_with_all_the_others(sign_in, supplier, old_draft):
    address = reverse("verification:version_section", args=[old_draft.pk, "function"])
    post = as_posted(Version.objects.get(pk=old_draft.pk), supplier, summary="Kort sagt.")

    answer = sign_in(supplier).post(address, post)

    old_draft.refresh_from_db()
    assert answer.status_code == 302
    assert old_draft.schema_version == newest()
    assert old_draft.answers["summary"] == "Kort sagt."
    assert old_draft.answers["sub_processor_follow_up"] == "Skyrom Demo AS"


def test_what_is_declared_answers_the_newest_questions(supplier, application):
    draft_version = cast.draft_version(application, supplier)
    older = Schema.load("product", 1)
    kept = {key: told for key, told in draft_version.answers.items() if key in older}
    kept["sub_processors"] = "Ingen: alt drives av oss selv."
    Version.objects.filter(pk=draft_version.pk).update(schema_version=1, answers=kept)
    draft_version.refresh_from_db()

    assert not older.missing(kept)
    assert not is_complete(draft_version, supplier)


def test_what_is_frozen_stays_and_is_read_as_the_newest_asks(application):
    frozen = Version.objects.create(
        application=application, number="0.8", schema_version=1, answers=OLD, status="declared"
    )

    assert frozen.schema.version == 1
    assert frozen.newest_schema.version == newest()
    assert frozen.newest_answers["sub_processor_follow_up"] == "Skyrom Demo AS"
    assert frozen.answers == OLD
    labels = [label for _part, lines in frozen.declaration() for label, _said in lines]
    assert frozen.schema["sub_processors"].label in labels


def test_versions_on_either_side_of_a_renewal_are_compared_by_the_newest_questions(application):
    told = {"application": application, "status": "declared"}
    older = Version.objects.create(number="1", schema_version=1, answers=OLD, **told)
    newer = Version.objects.create(
        number="2",
        schema_version=newest(),
        answers=older.newest_answers | {"offline": False},
        **told,
    )

    changed = [one.question.key for part in newer.changes_since(older) for one in part.changes]

    assert changed == ["offline"]


def test_the_api_takes_the_new_names_and_tables_as_lists(sign_in, supplier, old_draft):
    rows = [{"name": "Lager AS", "country": "Norge", "service": "Drift", "data": "Alt"}]
    body = {"uses_sub_processors": True, "sub_processor_list": rows}

    answer = sign_in(supplier).patch(
        f"/api/v1/versjon/{old_draft.pk}/", json.dumps(body), content_type="application/json"
    )

    assert answer.status_code == 200, answer.json()
    old_draft.refresh_from_db()
    assert old_draft.answers["sub_processor_list"] == rows
    assert old_draft.answers["sub_processor_follow_up"] == "Skyrom Demo AS"


def test_a_wrong_cell_is_a_problem_that_names_the_question(sign_in, supplier, old_draft):
    body = {"start_up_services": [{"service": "Oppstart", "price": "mye"}]}

    answer = sign_in(supplier).patch(
        f"/api/v1/versjon/{old_draft.pk}/", json.dumps(body), content_type="application/json"
    )

    assert answer.status_code == 422
    assert "start_up_services" in json.dumps(answer.json())


def test_a_need_moves_too_and_its_requirements_follow(editor, draft_need):
    Need.objects.filter(pk=draft_need.pk).update(schema_version=1, answers={"offline": True})
    draft_need.refresh_from_db()
    requirement = Requirement(need=draft_need, text="Uten nett", question="offline")

    assert requirement.question_label == Schema.latest("product")["offline"].label
    saved = fill(NeedForm, editor, {}, draft_need)

    assert (saved.schema_version, saved.answers["offline"]) == (newest(), True)
