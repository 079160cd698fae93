"""Saved searches: kept by a person, shared with colleagues, and told of when the hits change."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from marketplace.demo.filling import fill
from marketplace.models import Event, Notice
from marketplace.notices import telling
from store.forms import SavedSearchForm
from store.forms.saved_search import News, hits_of, meaningless, plain_query
from store.models import Look, SavedSearch
from store.models.finding.saved_search import MOST
from store.tasks import look_through_searches
from tests import cast
from tests.store import shop

pytestmark = pytest.mark.django_db
LIST = "/butikken/lagrede-sok/"


def save(who, name="Kartlegging", query="q=kognitivtest", **words) -> SavedSearch:
    return fill(SavedSearchForm, who, {"name": name, "query": query, **words}, SavedSearch())


def a_day_goes(search: SavedSearch) -> None:
    """As if it had been looked through yesterday, and look through it now."""
    yesterday = Event.objects.latest("pk").at.replace(year=2025)
    SavedSearch.objects.filter(pk=search.pk).update(checked_at=yesterday)
    look_through_searches()


@pytest.fixture
def search(listing, editor) -> SavedSearch:
    """Ringsaker's editor looks for KognitivTest."""
    return save(editor)


def test_a_search_is_kept_with_its_hits(search, listing):
    assert search.number == 1
    assert hits_of(search) == {str(listing.pk): [listing.version_id, "published"]}


def test_pages_and_empty_filters_are_not_kept():
    given = QueryDict("q=a&page=3&area=&platforms=pc&platforms=mobile&vis=tabell")

    assert plain_query(given) == "q=a&platforms=pc&platforms=mobile"


def test_a_search_without_hits_can_be_kept(listing, editor, sign_in):
    search = save(editor, query="q=finnesikke")

    page = sign_in(editor).get(search.get_absolute_url()).content.decode()

    assert search.number == 0
    assert "Du får varsel når den første kommer" in page


def test_what_is_new_gone_and_changed_is_told_apart():
    before, now = (
        {"1": [1, "a"], "2": [1, "a"], "3": [1, "a"]},
        {"2": [1, "a"], "3": [2, "a"], "4": [1, "a"]},
    )

    assert News.between(before, now) == News(new=[4], gone=[1], changed=[3])
    assert not News.between(before, before)
    assert not News.between(None, now)


def test_the_page_tells_what_is_new_until_it_is_seen(search, listing, editor, supplier, sign_in):
    client = sign_in(editor)
    listing.unpublish(by=supplier)

    page = client.get(search.get_absolute_url()).content.decode()
    client.post(f"{LIST}{search.pk}/sett/")
    after = client.get(search.get_absolute_url()).content.decode()

    assert "Ikke lenger blant treffene" in page
    assert listing.get_absolute_url() not in page
    assert "Ikke lenger blant treffene" not in after


def test_each_reader_of_a_shared_search_has_their_own_last_look(
    listing, editor, approver, supplier, sign_in
):
    search = save(editor, shared=True)
    listing.unpublish(by=supplier)

    sign_in(editor).post(f"{LIST}{search.pk}/sett/")
    colleague = sign_in(approver).get(search.get_absolute_url()).content.decode()

    assert "Ikke lenger blant treffene" in colleague


def test_a_change_gives_one_notice_and_not_one_a_day(search, listing, editor, supplier):
    telling.tell_all()
    a_day_goes(search)
    quiet = Event.objects.filter(step="hits_changed").count()
    listing.unpublish(by=supplier)

    a_day_goes(search)
    a_day_goes(search)
    telling.tell_all()

    assert quiet == 0
    event = Event.objects.get(step="hits_changed")
    assert event.data == {"new": 0, "gone": 1, "changed": 0}
    assert Notice.objects.filter(user=editor.user, event=event).count() == 1


def test_a_search_is_looked_through_once_a_day(search, listing, supplier):
    listing.unpublish(by=supplier)

    look_through_searches()

    assert not Event.objects.filter(step="hits_changed").exists()


def test_only_its_owner_sees_a_search_that_is_not_shared(search, approver, other_editor, sign_in):
    for stranger in (approver, other_editor):
        assert sign_in(stranger).get(search.get_absolute_url()).status_code == 404
        assert not SavedSearch.objects.visible_to(stranger.user).exists()


def test_colleagues_see_what_is_shared_and_others_do_not(listing, editor, approver, other_editor):
    search = save(editor, shared=True)

    assert search in SavedSearch.objects.visible_to(approver.user)
    assert search not in SavedSearch.objects.visible_to(other_editor.user)
    with pytest.raises(PermissionDenied):
        search.remove(by=approver)


def test_what_is_removed_is_gone_for_colleagues_and_frees_its_place(listing, editor, approver):
    search = save(editor, shared=True)

    search.remove(by=editor)

    assert not SavedSearch.objects.visible_to(approver.user).exists()
    assert SavedSearch.free_place(editor.user) == 1


def test_there_is_room_for_twenty(listing, editor):
    for number in range(MOST):
        save(editor, name=f"Søk {number}")

    with pytest.raises(ValueError, match="det meste"):
        save(editor, name="Ett til")


def test_the_database_itself_refuses_the_twenty_first(search):
    for place in (1, MOST + 1):
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedSearch.objects.create(user=search.user, name="Ett til", place=place)


def test_a_filter_that_no_longer_exists_is_marked(search, editor, sign_in):
    SavedSearch.objects.filter(pk=search.pk).update(query="q=kognitivtest&platforms=fax&farge=bla")
    search.refresh_from_db()

    page = sign_in(editor).get(search.get_absolute_url()).content.decode()

    assert meaningless(search) == ["platforms=fax", "farge=bla"]
    assert "platforms=fax" in page


@pytest.mark.parametrize("query", ["%00", "a" * 1900, "q=%ff", "platforms=" + "x" * 500, "==&&="])
def test_nonsense_can_be_saved_and_opened_without_a_fault(query, listing, editor, sign_in):
    client = sign_in(editor)

    answer = client.post(f"{LIST}nytt/", {"name": "Tull", "query": query})

    assert answer.status_code in (302, 422)
    assert client.get(LIST).status_code == 200
    if answer.status_code == 302:
        assert client.get(answer["Location"]).status_code == 200


def test_a_search_that_is_too_long_is_refused_with_a_sentence(listing, editor, sign_in):
    words = {"name": "Langt", "query": "q=" + "a" * 5000}

    answer = sign_in(editor).post(f"{LIST}nytt/", words)

    assert answer.status_code == 422


def test_the_form_takes_the_filter_from_the_address(listing, editor, sign_in):
    page = sign_in(editor).get(f"{LIST}nytt/?q=kart&platforms=pc&page=2").content.decode()

    assert 'value="q=kart&amp;platforms=pc"' in page


def test_a_visitor_logs_in_before_saving(listing, client):
    assert "/butikken/lagrede-sok/nytt/?" in client.get("/butikken/?q=kognitiv").content.decode()
    assert client.get(f"{LIST}nytt/?q=kart").status_code == 302


def test_the_list_takes_no_more_queries_when_it_grows(search, editor, approver, sign_in):
    client = sign_in(editor)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    few = asked()
    for number in range(5):
        save(editor, name=f"Søk {number}", shared=True)

    assert asked() == few


def test_a_new_version_is_a_change(search, application, supplier, reviewer, listing):
    newer = cast.declare(application, supplier, "2.0")
    cast.attest(newer, supplier, reviewer)
    listing.refresh_version(by=supplier)

    assert News.between(search.hits, hits_of(search)) == News(changed=[listing.pk])


@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_of_a_change_once(attested_version, supplier, editor):
    listing = shop.put_on_shelf(attested_version, supplier)
    search = save(editor)
    listing.unpublish(by=supplier)
    yesterday = Event.objects.latest("pk").at.replace(year=2025)
    SavedSearch.objects.filter(pk=search.pk).update(checked_at=yesterday)

    def work() -> None:
        look_through_searches()
        connection.close()

    workers = [threading.Thread(target=work) for _number in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    assert Event.objects.filter(step="hits_changed").count() == 1
    assert Look.objects.count() == 1
