"""The API: forms in, serializers out, steps by name, problem+json when it goes wrong."""

import pytest

from innovation.models import Need
from marketplace.models import ServiceArea
from tests import cast
from tests.marketplace.calling import Caller, the_problem
from tests.marketplace.test_national_number import NUMBERS
from verification.models import Application

pytestmark = pytest.mark.django_db
NEEDS = "/api/v1/behov/"
TEXT = "Kartleggingen gjøres to ganger på to ulike måter."


@pytest.fixture
def words(area) -> dict:
    """As little as a draft needs."""
    return {"title": "Felles kartlegging", "problem": TEXT, "area": area.pk}


def url(need) -> str:
    """Where the need is."""
    return f"{NEEDS}{need.pk}/"


# --- forms in ------------------------------------------------------------------------------------
def test_a_new_noun_is_201_and_written_like_the_page_writes_it(call, editor, words):
    answer = call(editor).post(NEEDS, words | {"goals": ["staff"], "purpose": "Lik kartlegging."})

    need = Need.objects.get()
    assert answer.status_code == 201
    assert answer.json()["id"] == need.pk
    assert (need.owner, need.status) == (editor.organisation, "draft")
    assert need.answers["purpose"] == "Lik kartlegging."
    assert [event.step for event in need.timeline()] == ["created"]


def test_what_the_form_refuses_is_422_with_the_errors_of_each_field(call, editor, words):
    body = words | {"title": "Kort", "area": 10**9, "goals": ["no-such-goal"]}

    problem = the_problem(call(editor).post(NEEDS, body), 422)

    assert set(problem["errors"]) == {"title", "area", "goals"}
    assert not Need.objects.exists()


def test_patient_data_is_refused_here_too(call, editor, words):
    problem = the_problem(call(editor).post(NEEDS, words | {"effect": NUMBERS[0]}), 422)

    assert "Fjern fødselsnummeret" in problem["errors"]["effect"][0]


def test_a_field_that_the_form_does_not_have_is_not_written(call, editor, other_editor, words):
    body = words | {"status": "published", "owner": other_editor.organisation.pk, "id": 7}

    answer = call(editor).post(NEEDS, body)

    need = Need.objects.get(pk=answer.json()["id"])
    assert (need.status, need.owner) == ("draft", editor.organisation)


def test_who_may_not_make_one_is_403(call, member, facilitator, words):
    for stranger in (member, facilitator):
        the_problem(call(stranger).post(NEEDS, words), 403)


def test_a_form_body_is_415_for_the_api_speaks_json(call, editor, words):
    the_problem(call(editor).client.post(NEEDS, words), 415)


def test_patch_changes_what_is_named_and_keeps_the_rest(call, editor, draft_need):
    before = Need.objects.values().get(pk=draft_need.pk)

    answer = call(editor).patch(url(draft_need), {"title": "En ny tittel"})

    after = Need.objects.values().get(pk=draft_need.pk)
    changed = {name for name in after if after[name] != before[name]}
    assert answer.status_code == 200
    assert changed == {"title", "updated_at"}
    assert draft_need.timeline()[0].data == {"fields": ["title"]}


def test_patch_with_null_empties_a_field(call, editor, draft_need):
    answer = call(editor).patch(url(draft_need), {"go_ahead_on": None, "goals": []})

    draft_need.refresh_from_db()
    assert answer.status_code == 200
    assert (draft_need.go_ahead_on, draft_need.goals) == (None, [])


def test_patch_of_several_rows_keeps_those_that_are_not_named(call, supplier, application):
    more = ServiceArea.objects.tops().first()
    application.areas.add(more)

    call(supplier).patch(f"/api/v1/losning/{application.pk}/", {"name": "Nytt navn"})

    application = Application.objects.get(pk=application.pk)
    assert application.name == "Nytt navn"
    assert application.areas.count() == 2


# --- serializers out -----------------------------------------------------------------------------
def test_a_noun_tells_its_status_in_words_and_the_steps_that_are_open(call, editor, draft_need):
    told = call(editor).get(url(draft_need)).json()

    assert (told["status"], told["status_label"]) == ("draft", "Utkast")
    assert told["open_steps"][0]["name"] == "propose"
    assert told["url"] == draft_need.get_absolute_url()


def test_a_visitor_reads_what_is_public_and_nothing_more(client, published_need, draft_need):
    listed = client.get(NEEDS).json()

    assert [row["id"] for row in listed["results"]] == [published_need.pk]
    assert client.get(url(published_need)).json()["open_steps"] == []


def test_a_visitor_changes_nothing(client, published_need, words):
    api = Caller(client)

    the_problem(api.post(NEEDS, words), 403)
    the_problem(api.patch(url(published_need), {"title": "Kapret"}), 403)
    the_problem(api.post(url(published_need) + "steps/withdraw/", {}), 403)


@pytest.mark.parametrize("who", ["other_editor", "supplier", "facilitator"])
def test_somebody_elses_draft_is_404_and_not_403(call, request, draft_need, who):
    api = call(request.getfixturevalue(who))

    the_problem(api.get(url(draft_need)), 404)
    the_problem(api.patch(url(draft_need), {"title": "Kapret"}), 404)
    the_problem(api.post(url(draft_need) + "steps/propose/", {}), 404)


def test_who_sees_but_may_not_change_is_403(call, other_editor, published_need):
    the_problem(call(other_editor).patch(url(published_need), {"title": "Kapret"}), 403)


def test_nothing_can_be_deleted_or_replaced(call, editor, draft_need):
    client = call(editor).client

    the_problem(client.delete(url(draft_need)), 405)
    the_problem(client.put(url(draft_need), "{}", content_type="application/json"), 405)


def test_a_list_comes_in_pages_newest_first(call, editor, area):
    for number in range(23):
        Need.objects.create(owner=editor.organisation, area=area, title=f"Behov {number}")
    api = call(editor)

    first, second = api.get(NEEDS).json(), api.get(NEEDS, page=2).json()
    small = api.get(NEEDS, page_size=5).json()

    ids = [row["id"] for row in first["results"] + second["results"]]
    assert first["count"] == 23
    assert (len(first["results"]), len(second["results"]), len(small["results"])) == (20, 3, 5)
    assert ids == sorted(ids, reverse=True)


def test_a_page_is_never_larger_than_a_hundred(call, editor, area):
    rows = [Need(owner=editor.organisation, area=area, title="Behov") for _ in range(101)]
    Need.objects.bulk_create(rows)

    assert len(call(editor).get(NEEDS, page_size=10_000).json()["results"]) == 100


def test_the_front_page_of_the_api_leads_to_every_noun(client, published_need):
    addresses = client.get("/api/v1/").json()

    assert len(addresses) >= 14
    assert all(client.get(address).status_code == 200 for address in addresses.values())


# --- steps by name -------------------------------------------------------------------------------
def test_a_step_answers_with_the_noun_as_it_is_now(call, editor, draft_need):
    answer = call(editor).post(url(draft_need) + "steps/propose/", {})

    assert answer.status_code == 200
    assert answer.json()["status"] == "idea"


def test_a_step_that_cannot_be_taken_yet_is_409_with_everything_unmet(
    call, editor, approver, draft_need
):
    draft_need.propose(by=editor)
    Need.objects.update(goals=[], go_ahead_on=None)

    problem = the_problem(call(approver).post(url(draft_need) + "steps/prioritise/", {}), 409)

    assert problem["unmet"] == [
        {
            "sentence": "Internt klarsignal må være notert med rolle og dato.",
            "link": f"/innovasjonsarena/behov/{draft_need.pk}/rediger/",
        },
        {
            "sentence": "Minst ett effektmål må være valgt.",
            "link": f"/innovasjonsarena/behov/{draft_need.pk}/rediger/",
        },
    ]


def test_a_step_that_was_taken_already_is_409(call, editor, draft_need):
    api = call(editor)
    api.post(url(draft_need) + "steps/propose/", {})

    problem = the_problem(api.post(url(draft_need) + "steps/propose/", {}), 409)

    assert "Idé" in problem["unmet"][0]["sentence"]


def test_a_step_that_asks_something_is_422_without_it(call, approver, published_need):
    problem = the_problem(call(approver).post(url(published_need) + "steps/withdraw/", {}), 422)

    assert set(problem["errors"]) == {"reason"}


def test_a_step_for_others_is_403_and_an_unknown_one_404(call, editor, published_need):
    api = call(editor)

    the_problem(api.post(url(published_need) + "steps/cover/", {"note": "x"}), 403)
    for unknown in ("tull", "save", "status", "__init__"):
        assert api.post(f"{url(published_need)}steps/{unknown}/", {}).status_code == 404


# --- children ------------------------------------------------------------------------------------
def test_a_child_is_made_on_a_parent_that_can_be_seen(call, editor, published_need):
    body = {"need": published_need.pk, "title": "Felles arbeid", "mandate": "Beskrive behovet."}

    answer = call(editor).post("/api/v1/samarbeid/", body)

    assert answer.status_code == 201
    assert answer.json()["need"] == published_need.pk


def test_a_parent_that_cannot_be_seen_is_404(call, other_editor, draft_need):
    body = {"need": draft_need.pk, "title": "Felles arbeid", "mandate": "Beskrive behovet."}

    the_problem(call(other_editor).post("/api/v1/samarbeid/", body), 404)
    the_problem(call(other_editor).post("/api/v1/samarbeid/", body | {"need": 10**30}), 404)
    the_problem(call(other_editor).post("/api/v1/samarbeid/", {}), 404)


def test_the_feed_tells_what_everybody_may_see_and_never_by_whom(
    published_need, draft_need, client, editor, area
):
    secret = cast.need(editor, area, "Et utkast til")

    told = client.get("/api/v1/hendelser/").json()["results"]

    assert {event["to_status"] for event in told} >= {"idea", "published"}
    assert secret.title not in {event["subject"] for event in told}
    assert editor.user.email not in str(told)


def test_the_feed_goes_on_from_a_cursor(published_need, client):
    first = client.get("/api/v1/hendelser/").json()

    assert set(first) == {"next", "previous", "results"}
    numbers = [event["id"] for event in first["results"]]
    assert numbers == sorted(numbers, reverse=True)
