"""Shortlists: an organisation's own list of what it considers, each in or out for a reason."""

from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from marketplace.mine import tasks
from marketplace.models import Notice
from marketplace.notices import telling
from store.forms import EntryForm, ShortlistForm
from store.models import Listing, Shortlist, ShortlistEntry
from tests import cast, scene
from tests.store import shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def shortlist(listing, editor) -> Shortlist:
    """Ringsaker considers KognitivTest."""
    return scene.shortlist(listing, editor)


@pytest.fixture
def entry(shortlist) -> ShortlistEntry:
    """The one product on it."""
    return shortlist.entries.get()


def judge(entry: ShortlistEntry, who, **words) -> ShortlistEntry:
    """Say what we think of it."""
    return fill(EntryForm, who, {"note": "", "verdict": "relevant", "reason": ""} | words, entry)


def put_version_two_on_the_shelf(listing: Listing, supplier, reviewer) -> None:
    """The supplier comes with a newer one."""
    version = cast.declare(listing.application, supplier, "2.0")
    cast.attest(version, supplier, reviewer)
    listing.refresh_version(by=supplier)


def test_only_the_organisations_own_people_see_it(
    shortlist, member, other_editor, supplier, facilitator, administrator, sign_in
):
    assert sign_in(member).get(shortlist.get_absolute_url()).status_code == 200
    for stranger in (other_editor, supplier, facilitator, administrator):
        assert sign_in(stranger).get(shortlist.get_absolute_url()).status_code == 404


def test_a_listing_is_put_on_a_new_list_and_then_on_the_same_once(listing, editor, sign_in):
    address, browser = f"/butikken/kortlister/legg-til/{listing.pk}/", sign_in(editor)

    browser.post(address, {"title": "Kartlegging 2027"})
    made = Shortlist.objects.get()
    again = browser.post(address, {"shortlist": made.pk}, follow=True)

    assert made.entries.get().version == listing.version
    assert "Står allerede på" in again.content.decode()


def test_nothing_chosen_says_what_to_do(listing, editor, sign_in):
    answer = sign_in(editor).post(f"/butikken/kortlister/legg-til/{listing.pk}/", {})

    assert answer.status_code == 422
    assert "Velg en kortliste, eller skriv navnet på en ny." in answer.content.decode()


def test_somebody_elses_list_cannot_be_chosen(listing, shortlist, other_editor, sign_in):
    told = {"shortlist": shortlist.pk}

    answer = sign_in(other_editor).post(f"/butikken/kortlister/legg-til/{listing.pk}/", told)

    assert answer.status_code == 422
    assert shortlist.entries.count() == 1


def test_a_comparison_becomes_a_list_at_the_versions_that_were_compared(
    listing, published_need, editor, supplier, reviewer, sign_in
):
    browser = sign_in(editor)
    compared = f"v={listing.version_id}&need={published_need.pk}"
    put_version_two_on_the_shelf(listing, supplier, reviewer)

    form = browser.get(f"/butikken/kortlister/ny/?{compared}").context["form"]
    told = {"title": "Fra sammenligningen", "columns": form["columns"].value()}
    browser.post("/butikken/kortlister/ny/", told | {"need": published_need.pk})

    made = Shortlist.objects.get()
    assert made.need == published_need
    assert made.entries.get().version.number == "1.0"


def test_what_is_left_out_needs_a_reason(entry, editor, sign_in):
    told = {"verdict": "left_out", "note": "Fin, men dyr."}

    answer = sign_in(editor).post(f"/butikken/kortlister/linje/{entry.pk}/", told)

    assert answer.status_code == 422
    assert "Skriv hvorfor løsningen ikke er aktuell" in answer.content.decode()
    assert "Fin, men dyr." in answer.content.decode()


def test_the_database_too_asks_for_the_reason(entry):
    with pytest.raises(IntegrityError), transaction.atomic():
        ShortlistEntry.objects.filter(pk=entry.pk).update(verdict="left_out")


def test_the_list_is_concluded_when_each_is_judged_and_then_stands(entry, shortlist, editor):
    with pytest.raises(StepRefused, match="Hver løsning må være vurdert"):
        shortlist.conclude(by=editor, note="Vi venter.")

    judge(entry, editor, verdict="left_out", reason="Mangler nynorsk.")
    shortlist.conclude(by=editor, note="Vi venter.")

    assert not EntryForm.may_edit(editor, ShortlistEntry.objects.get())
    with pytest.raises(PermissionDenied):
        entry.remove(by=editor)


def test_an_empty_list_is_not_concluded(editor):
    made = fill(ShortlistForm, editor, {"title": "Tom"})

    with pytest.raises(StepRefused, match="minst én løsning"):
        made.conclude(by=editor, note="Ingenting.")


def test_a_verdict_given_after_the_list_was_concluded_is_refused(entry, shortlist, editor):
    judge(entry, editor)
    late = ShortlistEntry.objects.select_related("shortlist").get(pk=entry.pk)
    Shortlist.objects.get(pk=shortlist.pk).conclude(by=editor, note="Ferdig.")

    with pytest.raises(PermissionDenied):
        judge(late, editor, verdict="left_out", reason="For sent.")


def test_the_trail_tells_who_was_left_out_and_why(entry, shortlist, editor):
    judge(entry, editor, verdict="left_out", reason="Mangler nynorsk.")

    newest = shortlist.timeline().first()
    assert newest.label == "Vurdert"
    assert newest.note == "KognitivTest: Ikke aktuell. Mangler nynorsk."


def test_it_waits_for_the_responsible_only_when_something_changed(
    shortlist, listing, editor, approver, supplier, reviewer
):
    def waits(who) -> bool:
        return shortlist.get_absolute_url() in [task.url for task in tasks(who)]

    assert not waits(editor)

    put_version_two_on_the_shelf(listing, supplier, reviewer)
    assert waits(editor)
    assert not waits(approver)

    ShortlistEntry.objects.get().renew(by=editor)
    assert not waits(editor)

    listing.unpublish(by=supplier)
    assert waits(editor)
    judge(ShortlistEntry.objects.get(), editor, verdict="left_out", reason="Tatt ut av butikken.")
    assert not waits(editor)


def test_somebody_else_takes_over_when_the_responsible_leaves(shortlist, approver):
    shortlist.take_over(by=approver)

    assert Shortlist.objects.get().responsible == approver.user


def test_the_page_says_what_left_the_shelf_and_what_has_a_newer_version(
    shortlist, listing, editor, supplier, reviewer, sign_in
):
    browser, address = sign_in(editor), shortlist.get_absolute_url()
    put_version_two_on_the_shelf(listing, supplier, reviewer)
    assert "I butikken står nå versjon 2.0" in browser.get(address).content.decode()

    entry = shortlist.entries.get()
    page = browser.post(f"/butikken/kortlister/linje/{entry.pk}/ny-versjon/", follow=True)
    assert "I butikken står nå versjon" not in page.content.decode()

    listing.unpublish(by=supplier)
    page = browser.get(address).content.decode()
    assert "står ikke i butikken nå" in page
    assert "Bestill / lag kontrakt" not in page


def test_a_colleague_who_is_invited_gets_a_notice_and_may_comment(
    shortlist, editor, member, other_editor
):
    shortlist.invite(by=editor, mentions=[member.user.pk], note="Hva mener dere?")
    telling.tell(shortlist.timeline().first())

    assert Notice.objects.filter(user=member.user, kind=Notice.Kind.MENTION).exists()
    assert Shortlist.talks(member, shortlist)
    assert not Shortlist.talks(other_editor, shortlist)


def test_only_colleagues_can_be_invited(shortlist, editor, other_editor, sign_in):
    told = {"mentions": [other_editor.user.pk], "note": "Se her."}

    answer = sign_in(editor).post(f"/steg/kortliste/{shortlist.pk}/invite/", told)

    assert answer.status_code == 422
    assert not shortlist.timeline().filter(step="invite").exists()


def test_notes_are_shown_in_the_comparison_to_our_own_only(
    shortlist, entry, editor, member, other_editor, sign_in, client
):
    judge(entry, editor, note="Viktig for hjemmetjenesten.")
    address = f"/butikken/sammenlign/?v={entry.version_id}&liste={shortlist.pk}"

    assert "Viktig for hjemmetjenesten." in sign_in(member).get(address).content.decode()
    shared = sign_in(editor).get(address).context["share"]
    assert "liste" not in shared
    assert "Viktig for" not in sign_in(other_editor).get(address).content.decode()
    client.logout()
    assert "Viktig for" not in client.get(address).content.decode()


def test_the_spreadsheet_tells_verdict_and_reason(shortlist, entry, editor, sign_in):
    judge(entry, editor, verdict="left_out", reason="=1+1")

    answer = sign_in(editor).get(f"/butikken/kortlister/{shortlist.pk}/regneark/")

    [heading, row] = openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows()
    assert [cell.value for cell in heading][-3:] == ["Vurdering", "Begrunnelse", "Notat"]
    assert [cell.value for cell in row][:3] == ["KognitivTest", "Fjordhelse Test AS", "1.0"]
    assert (row[6].value, row[6].data_type) == ("=1+1", "s")


def test_the_pages_cost_the_same_however_long_the_list_is(shortlist, listing, editor, sign_in):
    browser, address = sign_in(editor), shortlist.get_absolute_url()

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get(address).status_code == 200
        return len(found)

    asked()
    before = asked()
    shop.clone_many(listing, 6)
    for other in Listing.objects.exclude(pk=listing.pk).select_related("version"):
        ShortlistEntry.objects.create(shortlist=shortlist, listing=other, version=other.version)
    assert asked() == before


def test_the_button_stands_on_the_card_and_the_page_for_those_who_may(
    listing, editor, supplier, sign_in, client
):
    address = f"/butikken/kortlister/legg-til/{listing.pk}/"

    for page in ("/butikken/", listing.get_absolute_url()):
        assert address in sign_in(editor).get(page).content.decode()
        assert address not in sign_in(supplier).get(page).content.decode()
    client.logout()
    assert address not in client.get("/butikken/").content.decode()
