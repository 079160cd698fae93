"""The one view that takes steps: 302, 409, 422, 403 and 404."""

import pytest
from django.test import Client

from innovation.models import Need
from marketplace.models import Membership
from tests.marketplace.test_national_number import NUMBERS
from tests.signing_in import enter

pytestmark = pytest.mark.django_db
PAST_ALL_NUMBERS = 10**20


def address(thing, step: str) -> str:
    """Where the step is taken."""
    return f"/steg/{thing.noun}/{thing.pk}/{step}/"


def status_of(thing) -> str:
    """The status in the database."""
    return type(thing).objects.values_list("status", flat=True).get(pk=thing.pk)


@pytest.fixture
def idea(draft_need, editor) -> Need:
    """A need that everybody sees."""
    draft_need.propose(by=editor)
    return draft_need


def test_asking_shows_what_the_step_asks_and_changes_nothing(sign_in, approver, idea):
    page = sign_in(approver).get(address(idea, "withdraw"))

    assert page.status_code == 200
    assert list(page.context["form"].fields) == ["reason", "note"]
    assert status_of(idea) == Need.Status.IDEA


def test_asking_shows_what_is_missing_before_anybody_presses(sign_in, approver, idea):
    Need.objects.update(goals=[])

    page = sign_in(approver).get(address(idea, "prioritise"))

    assert "Minst ett effektmål må være valgt." in page.content.decode()


def test_a_step_that_is_taken_leads_to_the_thing(sign_in, approver, idea):
    answer = sign_in(approver).post(address(idea, "prioritise"))

    assert answer.status_code == 302
    assert answer.url == idea.get_absolute_url()
    assert status_of(idea) == Need.Status.PRIORITISING


def test_the_person_who_pressed_is_told_what_happened(sign_in, approver, idea):
    page = sign_in(approver).post(address(idea, "prioritise"), follow=True)

    told = [str(message) for message in page.context["messages"]]
    assert told == ["Gjort: Prioriter. Status er nå «Prioritering»."]


def test_an_answer_that_will_not_do_is_422_and_stays_in_the_form(sign_in, approver, idea):
    words = {"reason": "kjedelig", "note": "Vi orker ikke."}

    page = sign_in(approver).post(address(idea, "withdraw"), words)

    assert page.status_code == 422
    assert "reason" in page.context["form"].errors
    assert "Vi orker ikke." in page.content.decode()
    assert status_of(idea) == Need.Status.IDEA


def test_no_step_takes_in_a_national_identity_number(sign_in, approver, idea):
    words = {"reason": "other", "note": f"Gjelder {NUMBERS[0]}."}

    page = sign_in(approver).post(address(idea, "withdraw"), words)

    assert page.status_code == 422
    assert "Fjern fødselsnummeret" in page.content.decode()


def test_a_step_that_cannot_be_taken_yet_is_409_with_everything_missing(sign_in, approver, idea):
    Need.objects.update(goals=[], go_ahead_role="")

    page = sign_in(approver).post(address(idea, "prioritise"))

    assert page.status_code == 409
    assert len(page.context["unmet"]) == 2
    assert f"/innovasjonsarena/behov/{idea.pk}/rediger/" in page.content.decode()


def test_pressing_twice_is_409_the_second_time(sign_in, approver, idea):
    client = sign_in(approver)

    first, second = (client.post(address(idea, "prioritise")) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 409)


@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_who_may_see_but_not_take_it_is_403(sign_in, supplier, idea, method):
    answer = getattr(sign_in(supplier), method)(address(idea, "prioritise"))

    assert answer.status_code == 403
    assert "godkjenner hos eieren" in answer.content.decode()


def test_the_machines_steps_are_nobodys(sign_in, administrator, published_need):
    assert sign_in(administrator).post(address(published_need, "attach")).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_elses_draft_is_404_and_not_403(sign_in, other_editor, draft_need, method):
    answer = getattr(sign_in(other_editor), method)(address(draft_need, "propose"))

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "behov/{pk}/status/",
        "behov/{pk}/save/",
        "behov/{pk}/__init__/",
        "tull/{pk}/propose/",
        f"behov/{PAST_ALL_NUMBERS}/propose/",
    ],
)
def test_what_does_not_exist_is_404(sign_in, editor, draft_need, path):
    answer = sign_in(editor).post("/steg/" + path.format(pk=draft_need.pk))

    assert answer.status_code == 404


def test_a_visitor_is_asked_to_log_in(client, draft_need):
    answer = client.post(address(draft_need, "propose"))

    assert answer.status_code == 302
    assert answer.url.startswith("/konto/login/?next=")
    assert status_of(draft_need) == Need.Status.DRAFT


def test_a_form_from_somewhere_else_is_refused(editor, draft_need):
    client = Client(enforce_csrf_checks=True)
    enter(client, editor.user)

    answer = client.post(address(draft_need, "propose"))

    assert answer.status_code == 403
    assert status_of(draft_need) == Need.Status.DRAFT


def test_a_person_acts_for_the_organisation_they_have_chosen(
    sign_in, editor, other_municipality, draft_need
):
    Membership.objects.create(user=editor.user, organisation=other_municipality, role="editor")
    client = sign_in(editor)
    client.post("/bytt-virksomhet/", {"organisation": other_municipality.pk})

    answer = client.post(address(draft_need, "propose"))

    assert answer.status_code == 403
