"""The trail as people read it."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marketplace.actor import SYSTEM
from marketplace.models import Event
from marketplace.trail import exporting

pytestmark = pytest.mark.django_db


def address(thing) -> str:
    """Where the thing's trail is."""
    return f"/spor/{thing.noun}/{thing.pk}/"


def test_the_trail_tells_what_was_done_by_whom_for_whom(sign_in, published_need, editor):
    page = sign_in(editor).get(address(published_need)).content.decode()

    assert "Publisert" in page and "Foreslått" in page
    assert str(editor.user) in page and str(editor.organisation) in page
    assert "Venter på segl" in page


def test_a_visitor_sees_no_names_of_people(client, published_need, editor):
    page = client.get(address(published_need)).content.decode()

    assert "Publisert" in page
    assert str(editor.user) not in page


def test_the_trail_of_what_one_may_not_see_is_not_there(sign_in, draft_need, other_editor):
    assert sign_in(other_editor).get(address(draft_need)).status_code == 404
    assert sign_in(other_editor).get("/spor/finnes-ikke/1/").status_code == 404


def test_what_was_changed_is_told_to_those_it_concerns(
    sign_in, published_need, editor, other_editor
):
    Event.objects.write(published_need, Event.EDITED, editor, data={"fields": ["problem"]})

    assert "Endret:" in sign_in(editor).get(address(published_need)).content.decode()
    assert "Endret:" not in sign_in(other_editor).get(address(published_need)).content.decode()


def test_an_organisations_trail_is_for_those_who_answer_for_it(
    sign_in, municipality, published_need, approver, editor, other_approver, facilitator
):
    where = address(municipality)

    assert published_need.title in sign_in(approver).get(where).content.decode()
    assert published_need.title in sign_in(facilitator).get(where).content.decode()
    assert published_need.title not in sign_in(editor).get(where).content.decode()
    assert published_need.title not in sign_in(other_approver).get(where).content.decode()


def test_the_trail_can_be_narrowed(sign_in, municipality, published_need, approver, collaboration):
    client = sign_in(approver)

    only_needs = client.get(address(municipality), {"kind": "behov"}).content.decode()
    nobody = client.get(address(municipality), {"person": "Finnes Ikke"}).content.decode()
    before = client.get(address(municipality), {"until": "2020-01-01"}).content.decode()

    assert published_need.title in only_needs and collaboration.title not in only_needs
    assert "Ingenting å vise" in nobody and "Ingenting å vise" in before


def test_a_long_trail_is_read_a_page_at_a_time(sign_in, published_need, editor):
    for number in range(60):
        Event.objects.write(published_need, f"noted_{number}", editor)
    client = sign_in(editor)

    first = client.get(address(published_need))
    second = client.get(address(published_need), {"before": first.context["older"]})

    seen = [e.pk for e in first.context["events"] + second.context["events"]]
    assert seen == sorted(Event.objects.about(published_need).values_list("pk", flat=True))[::-1]
    assert second.context["older"] is None


def test_the_trail_takes_as_many_queries_however_long_it_is(sign_in, published_need, editor):
    client = sign_in(editor)
    with CaptureQueriesContext(connection) as few:
        client.get(address(published_need))
    for number in range(40):
        Event.objects.write(published_need, f"noted_{number}", editor)

    with CaptureQueriesContext(connection) as many:
        client.get(address(published_need))

    assert len(many) == len(few)


@pytest.mark.parametrize(
    "query", ["before=x", "since=i går", "kind=x", "person=%00", "before=9" * 9]
)
def test_odd_questions_give_a_page(sign_in, published_need, editor, query):
    assert sign_in(editor).get(f"{address(published_need)}?{query}").status_code == 200


def test_a_spreadsheet_runs_nothing_that_somebody_wrote(sign_in, published_need, editor):
    Event.objects.write(published_need, "noted", editor, note="=HYPERLINK(1)")

    answer = sign_in(editor).get(f"{address(published_need)}hendelser.csv")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    cells = [cell for row in rows for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not any(cell.startswith(exporting.FORMULA) for cell in cells)
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_trail_can_be_taken_away_as_json(sign_in, published_need, editor):
    answer = sign_in(editor).get(f"{address(published_need)}hendelser.json")

    events = json.loads(answer.content)["events"]
    assert [event["step"] for event in events][-1] == "created"
    assert sign_in(editor).get(f"{address(published_need)}hendelser.xml").status_code == 404


def test_the_recommendation_is_fkjs_own_until_it_is_notified(
    sign_in, client, officer, facilitator, approver, editor
):
    from tests import scene

    tender = scene.published_procurement(officer, facilitator, approver)
    Event.objects.write(tender, "recommend", officer)

    assert "innstilt" not in sign_in(approver).get(address(tender)).content.decode()
    assert "innstilt" in sign_in(officer).get(address(tender)).content.decode()


def test_the_answers_to_a_qualification_leave_no_public_trail(
    client, qualified_supplier, sign_in, reviewer
):
    from participation.models import Qualification

    qualification = Qualification.objects.get(supplier=qualified_supplier.organisation)

    assert "Sendt inn" not in client.get(address(qualification)).content.decode()
    assert "Ingenting å vise" in client.get(address(qualification)).content.decode()
    assert "Ingenting å vise" not in sign_in(reviewer).get(address(qualification)).content.decode()


def test_anybody_may_keep_the_newest_seal(client):
    assert client.get("/spor/segl.json").json() == {
        "number": None,
        "root": None,
        "at": None,
        "count": None,
    }


def test_an_event_by_the_machine_says_so(sign_in, published_need, editor):
    Event.objects.write(published_need, "noted", SYSTEM)

    assert "systemet" in sign_in(editor).get(address(published_need)).content.decode()
