"""Forms: what was typed stays, what is wrong is told, and a step in between is never undone."""

import json
import re

import pytest
from django import forms
from django.core.exceptions import PermissionDenied

from innovation.forms import EndorsementForm, NeedForm
from innovation.models import Endorsement, Need
from marketplace.actor import NOBODY
from marketplace.demo.filling import fill
from marketplace.forms import NounForm, StepForm, current_data, posted
from marketplace.models import Organisation
from tests import cast
from tests.marketplace.test_national_number import NUMBERS
from tests.promises.racing import at_once

pytestmark = pytest.mark.django_db
NEW = "/innovasjonsarena/behov/nytt/"
TEXT = "Kartleggingen gjøres to ganger på to ulike måter."


@pytest.fixture
def words(area) -> dict:
    """As little as a draft needs."""
    return {"title": "Felles kartlegging", "problem": TEXT, "area": area.pk}


def test_a_form_that_is_right_leads_to_what_it_made(sign_in, editor, words):
    answer = sign_in(editor).post(NEW, words)

    assert answer.status_code == 302
    assert answer.url == Need.objects.get().get_absolute_url()


def test_what_was_typed_stays_when_something_is_wrong(sign_in, editor, words):
    page = sign_in(editor).post(NEW, words | {"title": "Kort", "effect": "Mindre dobbeltarbeid."})

    text = page.content.decode()
    assert page.status_code == 422
    assert 'value="Kort"' in text
    assert "Mindre dobbeltarbeid." in text and TEXT in text


def test_the_error_summary_leads_to_every_field_that_is_wrong(sign_in, editor):
    page = sign_in(editor).post(NEW, {})

    text = page.content.decode()
    assert "data-error-summary" in text
    assert "Du må rette 3 ting før du kan gå videre" in text
    for field in ("title", "problem", "area"):
        assert f'href="#id_{field}"' in text and f'id="id_{field}"' in text
    assert re.search(r"<title>\s*Feil: ", text)


def test_what_is_typed_is_never_run(sign_in, editor, words):
    page = sign_in(editor).post(NEW, words | {"title": "<b>", "problem": "</textarea><script>"})

    text = page.content.decode()
    assert "</textarea><script>" not in text
    assert "&lt;/textarea&gt;&lt;script&gt;" in text


def test_an_event_tells_which_fields_were_changed_and_not_what_they_said(draft_need, editor):
    fill(NeedForm, editor, {"title": "En ny tittel", "effect": "Bedre."}, draft_need)

    event = draft_need.timeline()[0]
    assert event.step == "edited"
    assert event.data == {"fields": ["title", "effect"]}
    assert (event.actor, event.organisation) == (editor.user, editor.organisation)


def test_saving_what_is_not_changed_leaves_no_event(draft_need, editor):
    fill(NeedForm, editor, {}, draft_need)

    assert [event.step for event in draft_need.timeline()] == ["created"]


def test_a_form_that_is_not_valid_writes_nothing(editor, words):
    form = NeedForm(words | {"title": ""}, actor=editor)

    with pytest.raises(ValueError, match="didn't validate"):
        form.save()

    assert not Need.objects.exists()


@pytest.mark.parametrize("field", ["title", "problem", "effect", "go_ahead_role", "purpose"])
def test_no_text_takes_in_a_national_identity_number(editor, words, field):
    form = NeedForm(words | {field: f"Dette gjelder {NUMBERS[1]}."}, actor=editor)

    assert set(form.errors) == {field}


def test_nobody_may_make_or_change_a_noun_until_its_form_says_so(draft_need, editor):
    assert not NounForm.may_create(editor)
    assert not NounForm.may_edit(editor, draft_need)
    assert not NeedForm.may_create(NOBODY)


def test_a_form_that_was_opened_before_a_step_does_not_undo_it(draft_need, editor):
    opened = Need.objects.get(pk=draft_need.pk)
    draft_need.propose(by=editor)

    with pytest.raises(PermissionDenied, match="Status er endret"):
        fill(NeedForm, editor, {"title": "En ny tittel"}, opened)

    draft_need.refresh_from_db()
    assert (draft_need.status, draft_need.title) == ("idea", "Felles kartlegging")


@pytest.mark.django_db(transaction=True)
def test_a_form_and_a_step_at_once_never_undo_each_other(draft_need, editor):
    opened = Need.objects.get(pk=draft_need.pk)

    answers = at_once(
        draft_need,
        lambda: Need.objects.get(pk=draft_need.pk).propose(by=editor),
        lambda: fill(NeedForm, editor, {"title": "En ny tittel"}, opened),
    )

    refused = any(isinstance(answer, PermissionDenied) for answer in answers)
    draft_need.refresh_from_db()
    assert draft_need.status == "idea"
    assert draft_need.title == ("Felles kartlegging" if refused else "En ny tittel")


def test_the_form_of_something_in_a_wrong_state_is_403(sign_in, editor, approver, draft_need):
    draft_need.propose(by=editor)
    draft_need.withdraw(by=approver, reason="solved")

    page = sign_in(editor).get(f"/innovasjonsarena/behov/{draft_need.pk}/rediger/")

    assert page.status_code == 403


def test_current_data_posts_back_what_stands_there(draft_need, editor):
    form = NeedForm(instance=draft_need, actor=editor)

    again = NeedForm(posted(current_data(form)), instance=draft_need, actor=editor)

    assert again.is_valid(), again.errors
    assert again.changed_data == []


def test_json_is_read_as_a_browser_would_have_posted_it():
    read = posted({"a": 1, "b": ["x", 2], "c": None, "d": True, "e": "\ud800"})

    assert dict(read.lists()) == {"a": ["1"], "b": ["x", "2"], "c": [], "d": ["True"], "e": ["?"]}


def test_two_who_save_the_same_at_once_get_one_and_a_sentence(published_need):
    hamar = Organisation.objects.get(municipality_number="3403")
    actor, need = cast.actor("hamar", hamar, "editor"), published_need
    first, second = (
        EndorsementForm({"kind": "same_need"}, instance=Endorsement(need=need), actor=actor)
        for _number in range(2)
    )
    assert first.is_valid()
    assert second.is_valid()

    first.save()

    with pytest.raises(PermissionDenied, match="før deg"):
        second.save()
    assert need.endorsements.filter(organisation=hamar).count() == 1


def test_a_table_is_posted_whole_as_json():
    rows = [{"name": "Sky AS", "abroad": False}]

    assert json.loads(posted({"processors": rows})["processors"]) == rows


def test_a_national_number_is_found_in_a_cell_of_a_table():
    rows = json.dumps([{"name": f"Innbygger {NUMBERS[0]}"}])

    form = StepForm({"table": forms.JSONField()}, {"table": rows})

    assert "persondata" in form.errors["table"][0]
