"""The inbox, what one follows, and how one wants to be told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from marketplace.clock import db_now
from marketplace.models import Event, Follow, Membership, Notice, NoticeSettings
from tests import cast

pytestmark = pytest.mark.django_db
INBOX = "/varsler/"


@pytest.fixture
def task(draft_need, editor, approver, told):
    """A need that waits for the approver, who has been told."""
    told()
    draft_need.propose(by=editor)
    told()
    return draft_need


def titles(page) -> list[str]:
    """What stands in the inbox, from the top."""
    return [str(group.thing) for group in page.context["groups"]]


def unread(actor) -> int:
    """How many notices the person has not seen."""
    return Notice.objects.filter(user=actor.user).unread().count()


def test_the_inbox_is_grouped_by_thing_newest_first(task, editor, approver, area, told, sign_in):
    newer = cast.need(editor, area, "Et nyere behov")
    newer.propose(by=editor)
    Event.objects.write(newer, "commented", editor, data={"mentions": [approver.user.pk]})
    told()

    page = sign_in(approver).get(INBOX)

    assert titles(page) == ["Et nyere behov", str(task)]
    assert "Foreslått" in page.text and "Oppgave" in page.text


def test_the_header_tells_how_many_are_unread(task, approver, sign_in):
    client = sign_in(approver)

    assert "1 ulest varsel" in client.get("/hjelp/").text
    Notice.objects.filter(user=approver.user).mark_read()
    assert "ulest varsel" not in client.get("/hjelp/").text


def test_opening_the_thing_marks_its_notices_read(task, approver, sign_in):
    sign_in(approver).get(task.get_absolute_url())

    assert unread(approver) == 0


def test_the_way_by_the_inbox_marks_them_read_and_leads_to_the_thing(task, approver, sign_in):
    link = reverse("notices:open", kwargs={"noun": task.noun, "pk": task.pk})

    answer = sign_in(approver).get(link)

    assert answer.url == task.get_absolute_url()
    assert unread(approver) == 0


def test_all_can_be_marked_read_and_that_can_be_undone(task, approver, sign_in):
    client = sign_in(approver)
    Event.objects.write(task, "commented", approver)
    earlier = Notice.objects.filter(user=approver.user).latest("pk")

    page = client.post("/varsler/lest/", follow=True)
    assert unread(approver) == 0 and "Angre" in page.text
    client.post("/varsler/ulest/", {"lest": page.context["undo"]})

    assert unread(approver) == 1
    earlier.refresh_from_db()
    assert earlier.read_at is None


def test_undo_brings_back_only_what_was_just_marked(task, editor, approver, told, sign_in):
    Notice.objects.filter(user=approver.user).mark_read()
    Event.objects.write(task, "commented", editor, data={"mentions": [approver.user.pk]})
    told()
    client = sign_in(approver)

    page = client.post("/varsler/lest/", {"noun": task.noun, "pk": task.pk}, follow=True)
    client.post("/varsler/ulest/", {"lest": page.context["undo"]})

    assert unread(approver) == 1


@pytest.mark.parametrize("odd", ["", "x", "-1", "9" * 30, "²", "9" * 16])
def test_an_odd_moment_undoes_nothing(odd, task, approver, sign_in):
    client = sign_in(approver)
    client.post("/varsler/lest/")

    assert client.post("/varsler/ulest/", {"lest": odd}).status_code == 302
    assert client.get(INBOX, {"lest": odd}).status_code == 200
    assert unread(approver) == 0


def test_the_inbox_can_be_filtered_by_kind(task, approver, sign_in):
    client = sign_in(approver)

    assert titles(client.get(INBOX, {"kind": "task"})) == [str(task)]
    assert titles(client.get(INBOX, {"kind": "mention"})) == []
    assert titles(client.get(INBOX, {"kind": "nonsense"})) == [str(task)]
    assert titles(client.get(INBOX, {"unread": "on"})) == [str(task)]


def test_what_may_no_longer_be_seen_is_gone_and_not_counted(task, approver, sign_in):
    type(task).objects.update(status="draft")
    Membership.objects.filter(user=approver.user).update(ended_at=db_now())
    client = sign_in(approver)

    assert titles(client.get(INBOX)) == []
    assert unread(approver) == 0


def test_an_empty_inbox_says_how_to_fill_it(editor, sign_in):
    assert "Ingen varsler ennå" in sign_in(editor).get(INBOX).text


def test_the_inbox_takes_no_more_queries_when_it_grows(
    editor, approver, area, told, sign_in, django_assert_max_num_queries
):
    client = sign_in(approver)

    def grow(number: int) -> None:
        need = cast.need(editor, area, f"Behov nummer {number}")
        need.propose(by=editor)
        Event.objects.write(need, "commented", editor, data={"mentions": [approver.user.pk]})
        told()

    def asked() -> int:
        client.get(INBOX)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(INBOX).status_code == 200
        return len(queries)

    grow(1)
    few = asked()
    for number in range(2, 20):
        grow(number)

    assert asked() == few
    assert client.get(INBOX, {"page": "2"}).context["page_obj"].number == 2


def test_the_bell_takes_one_query(editor, sign_in):
    client = sign_in(editor)
    client.get("/hjelp/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/hjelp/")

    about = [one["sql"] for one in queries if "marketplace_notice" in one["sql"]]
    assert len(about) == 1 and "COUNT" in about[0]


def test_a_person_follows_with_a_button_and_stops_with_the_same(published_need, supplier, sign_in):
    client = sign_in(supplier)
    page = published_need.get_absolute_url()
    assert "Følg" in client.get(page).text

    answer = client.post(f"/folg/behov/{published_need.pk}/", {"level": "all"})

    assert answer.url == page
    assert "Du følger" in client.get(page).text
    client.post(f"/folg/behov/{published_need.pk}/", {"level": "off"})
    assert Follow.objects.get(user=supplier.user).level == "off"
    assert "Du følger" not in client.get(page).text


def test_htmx_gets_the_button_only(published_need, supplier, sign_in):
    url = f"/folg/behov/{published_need.pk}/"

    answer = sign_in(supplier).post(url, {"level": "all"}, headers={"HX-Request": "true"})

    assert "Du følger" in answer.text
    assert "<html" not in answer.text and "csrfmiddlewaretoken" in answer.text


def test_one_cannot_follow_what_one_may_not_see(draft_need, supplier, sign_in):
    answer = sign_in(supplier).post(f"/folg/behov/{draft_need.pk}/", {"level": "all"})

    assert answer.status_code == 404
    assert not Follow.objects.exists()


def test_a_level_that_does_not_exist_is_not_there(published_need, supplier, sign_in):
    url = f"/folg/behov/{published_need.pk}/"

    assert sign_in(supplier).post(url, {"level": "loud"}).status_code == 404


def test_the_way_back_never_leads_elsewhere(published_need, supplier, sign_in):
    url = f"/folg/behov/{published_need.pk}/"

    answer = sign_in(supplier).post(url, {"level": "all", "next": "https://evil.example/"})

    assert answer.url == published_need.get_absolute_url()


def test_an_area_can_be_followed(area, supplier, sign_in):
    client = sign_in(supplier)

    page = client.get("/innovasjonsarena/", {"area": area.path})

    assert reverse("notices:follow", args=["tjenesteomrade", area.pk]) in page.text


def test_what_i_follow_is_listed_and_changed(published_need, supplier, area, sign_in):
    client = sign_in(supplier)
    for thing in (published_need, area):
        Follow.objects.set(supplier.user, thing, "all")

    page = client.get("/varsler/folger/")

    assert [str(thing) for _row, thing in page.context["followed"]] == [
        str(area),
        str(published_need),
    ]


def test_settings_are_saved_and_shown(editor, sign_in):
    client = sign_in(editor)
    assert client.get("/varsler/innstillinger/").context["form"].initial["digest"] == "daily"

    client.post("/varsler/innstillinger/", {"digest": "weekly", "direct_task": "on"})

    chosen = NoticeSettings.of(editor.user)
    assert (chosen.digest, chosen.direct_kinds(), chosen.follows_own) == ("weekly", ["task"], False)


def test_settings_that_make_no_sense_are_shown_again(editor, sign_in):
    answer = sign_in(editor).post("/varsler/innstillinger/", {"digest": "hourly"})

    assert answer.status_code == 422
    assert not NoticeSettings.objects.exists()
