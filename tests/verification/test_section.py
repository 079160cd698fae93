"""A declaration section by section: saved while typing, and never over what others wrote."""

import json

import pytest
from django.urls import reverse

from marketplace.forms import current_data, posted
from marketplace.models import Event
from tests import cast
from verification.forms import SectionForm, mark
from verification.models import Version

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}
NEW, OTHER = "Kartlegge der innbyggeren er, og dele det med alle som trenger det.", "Noe annet."


@pytest.fixture
def address(draft) -> str:
    return reverse("verification:version_section", args=[draft.pk, "function"])


def as_posted(version, actor, **changes) -> dict:
    """What a browser sends when somebody has changed some of the answers."""
    form = SectionForm(instance=version, actor=actor, section="function")
    data = posted({k: v for k, v in current_data(form).items() if k != "theirs"})
    return {k: v for k, v in data.lists()} | {"seen": json.dumps(form.initial["seen"])} | changes


def test_the_list_of_sections_leads_to_each_field_that_is_missing(sign_in, supplier, application):
    version = cast.draft_version(application, supplier, purpose="")
    client = sign_in(supplier)

    page = client.get(reverse("verification:version_declaration", args=[version.pk]))

    html = page.content.decode()
    link = f"/verifikasjon/versjon/{version.pk}/deklarasjon/function/#id_purpose"
    assert page.status_code == 200
    assert "Dette mangler før dere kan deklarere" in html
    assert f'href="{link}"' in html
    assert 'id="id_purpose"' in client.get(link.partition("#")[0]).content.decode()


def test_a_section_is_saved_and_the_next_one_opens(sign_in, supplier, draft, address):
    answer = sign_in(supplier).post(address, as_posted(draft, supplier, purpose=NEW))

    before, draft = draft.answers, Version.objects.get(pk=draft.pk)
    assert answer.status_code == 302
    assert answer["Location"].endswith("/deklarasjon/information/")
    assert draft.answers == before | {"purpose": NEW}


def test_what_is_typed_is_saved_and_the_time_is_told(sign_in, supplier, draft, address):
    answer = sign_in(supplier).post(address, as_posted(draft, supplier, purpose=NEW), **JSON)

    told = answer.json()
    assert answer.status_code == 200
    assert told["text"].startswith("Lagret kl. ")
    assert told["seen"]["purpose"] == mark(NEW)


def test_an_answer_that_is_wrong_waits_and_the_others_are_saved(sign_in, supplier, draft, address):
    data = as_posted(draft, supplier, purpose=NEW, summary="x" * 400)

    answer = sign_in(supplier).post(address, data, **JSON)

    draft.refresh_from_db()
    assert "Kort om løsningen" in answer.json()["text"]
    assert draft.answers["purpose"] == NEW
    assert draft.answers["summary"] == cast.PRODUCT["summary"]


def test_a_national_number_is_not_saved_while_typing(sign_in, supplier, draft, address):
    data = as_posted(draft, supplier, purpose="Pasienten er 13097248022.")

    answer = sign_in(supplier).post(address, data, **JSON)

    draft.refresh_from_db()
    assert "må rettes" in answer.json()["text"]
    assert draft.answers["purpose"] == cast.PRODUCT["purpose"]


def test_the_button_keeps_what_was_typed_when_something_is_wrong(sign_in, supplier, draft, address):
    data = as_posted(draft, supplier, purpose=NEW, summary="x" * 400)

    answer = sign_in(supplier).post(address, data)

    assert answer.status_code == 422
    assert NEW in answer.content.decode()


def test_two_people_with_different_questions_do_not_notice_each_other(
    sign_in, supplier, draft, address
):
    opened = as_posted(draft, supplier)
    client = sign_in(supplier)

    client.post(address, opened | {"purpose": NEW}, **JSON)
    late = client.post(address, opened | {"summary": "Ny kortversjon."}, **JSON)

    draft.refresh_from_db()
    assert late.status_code == 200
    assert (draft.answers["purpose"], draft.answers["summary"]) == (NEW, "Ny kortversjon.")


def test_a_form_that_was_read_before_another_was_saved_takes_nothing_away(draft, supplier):
    opened = as_posted(draft, supplier)
    first, second = Version.objects.get(pk=draft.pk), Version.objects.get(pk=draft.pk)
    told = {"actor": supplier, "section": "function"}
    early = SectionForm(posted(opened | {"purpose": NEW}), instance=first, **told)
    late = SectionForm(posted(opened | {"summary": "Ny kortversjon."}), instance=second, **told)
    assert early.is_valid() and late.is_valid()

    early.save()
    late.save()

    draft.refresh_from_db()
    assert (draft.answers["purpose"], draft.answers["summary"]) == (NEW, "Ny kortversjon.")


def test_two_people_in_different_sections_do_not_notice_each_other(
    sign_in, supplier, draft, address
):
    opened = as_posted(draft, supplier)
    Version.objects.filter(pk=draft.pk).update(answers=draft.answers | {"patient_data": False})

    sign_in(supplier).post(address, opened | {"purpose": NEW}, **JSON)

    draft.refresh_from_db()
    assert draft.answers["patient_data"] is False
    assert draft.answers["purpose"] == NEW


def test_the_later_of_two_sees_what_the_other_wrote_and_nothing_is_written_over(
    sign_in, supplier, draft, address
):
    opened = as_posted(draft, supplier)
    client = sign_in(supplier)
    client.post(address, opened | {"purpose": NEW})

    saved = client.post(address, opened | {"purpose": OTHER}, **JSON)
    shown = client.post(address, opened | {"purpose": OTHER})

    draft.refresh_from_db()
    html = shown.content.decode()
    assert (saved.status_code, shown.status_code) == (409, 409)
    assert NEW in html
    assert OTHER in html
    assert draft.answers["purpose"] == NEW


@pytest.mark.parametrize(("choice", "stands"), [({}, OTHER), ({"theirs": ["purpose"]}, NEW)])
def test_the_later_of_two_chooses(choice, stands, sign_in, supplier, draft, address):
    opened = as_posted(draft, supplier)
    client = sign_in(supplier)
    client.post(address, opened | {"purpose": NEW})
    shown = client.post(address, opened | {"purpose": OTHER})
    seen = shown.context["form"]["seen"].value()

    chosen = client.post(address, opened | {"purpose": OTHER, "seen": seen} | choice)

    draft.refresh_from_db()
    assert chosen.status_code == 302
    assert draft.answers["purpose"] == stands


def test_a_page_without_marks_writes_over_nothing(sign_in, supplier, draft, address):
    data = as_posted(draft, supplier, purpose=NEW, seen="tull")

    assert sign_in(supplier).post(address, data).status_code == 409


def test_answers_in_other_sections_survive_a_slip_of_the_mouse(sign_in, supplier, draft):
    address = reverse("verification:version_section", args=[draft.pk, "function"])
    client, before = sign_in(supplier), set(draft.answers)

    client.post(address, as_posted(draft, supplier, offline="no"), **JSON)

    draft.refresh_from_db()
    assert before - set(draft.answers) == {"offline_scope"}


def test_a_sitting_leaves_one_trace_and_another_question_one_more(
    sign_in, supplier, draft, address
):
    client = sign_in(supplier)
    for text in ("En", "To", "Tre"):
        draft.refresh_from_db()
        client.post(address, as_posted(draft, supplier, purpose=text), **JSON)
    draft.refresh_from_db()
    client.post(address, as_posted(draft, supplier, summary="Kort."), **JSON)

    edits = Event.objects.about(draft).filter(step=Event.EDITED).order_by("pk")
    assert [event.data["fields"] for event in edits] == [["purpose"], ["summary"]]


def test_a_declared_version_is_not_filled_in_any_more(sign_in, supplier, draft, address):
    opened = as_posted(draft, supplier, purpose=NEW)
    draft.declare(by=supplier)

    assert sign_in(supplier).post(address, opened, **JSON).status_code == 403


def test_an_unknown_section_is_not_found(sign_in, supplier, draft):
    address = reverse("verification:version_section", args=[draft.pk, "finnes-ikke"])

    assert sign_in(supplier).get(address).status_code == 404


def test_a_new_version_starts_with_the_answers_of_the_last(sign_in, supplier, draft):
    address = reverse("verification:version_new", args=[draft.application_id])

    answer = sign_in(supplier).post(address, {"number": "2.0", "start_from": draft.pk})

    new = Version.objects.get(number="2.0")
    assert answer["Location"] == reverse("verification:version_declaration", args=[new.pk])
    assert new.answers["purpose"] == draft.answers["purpose"]


def test_a_new_version_cannot_start_from_somebody_elses_answers(
    sign_in, supplier, other_supplier, draft, area
):
    theirs = cast.application(other_supplier, area, "Deres løsning")
    address = reverse("verification:version_new", args=[theirs.pk])

    answer = sign_in(other_supplier).post(address, {"number": "1.0", "start_from": draft.pk})

    assert not Version.objects.filter(application=theirs).exclude(answers={}).exists()
    assert answer.status_code in (302, 422)
