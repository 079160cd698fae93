"""The page of an organisation: who it is, what it takes part in, and the way out of it."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from marketplace.map import HEIGHT, WIDTH, norway
from marketplace.models import Event, Membership, Organisation, Role
from marketplace.personal_data import closing
from tests import cast, scene
from tests.signing_in import enter

pytestmark = pytest.mark.django_db


def page(client, organisation, query: str = "") -> str:
    """What the page says."""
    answer = client.get(f"/virksomheter/{organisation.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_anybody_reads_who_a_municipality_is(client, municipality):
    said = page(client, municipality)

    for words in ("Ringsaker", "864950582", "Innlandet", "3411", "ringsaker.kommune.no"):
        assert words in said
    assert 'href="https://www.ringsaker.kommune.no"' in said


def test_it_tells_what_the_municipality_takes_part_in(
    client, collaboration, attested_version, supplier, editor, officer, facilitator, approver
):
    adoption = scene.adoption(scene.listing(attested_version, supplier), editor)
    report = scene.report(adoption, editor)
    report.publish(by=editor)
    tender = scene.published_procurement(officer, facilitator, approver)

    said = page(client, editor.organisation)

    for thing in (collaboration, collaboration.need, tender, adoption, report):
        assert f'href="{thing.get_absolute_url()}"' in said


def test_it_tells_what_the_municipality_shares(client, published_need, other_editor):
    said = page(client, other_editor.organisation)

    assert "Har samme behov som" in said and published_need.title in said


def test_it_tells_what_a_supplier_has_and_whether_it_is_let_in(
    client, attested_version, supplier, editor
):
    listing = scene.listing(attested_version, supplier)
    report = scene.report(scene.adoption(listing, editor), editor)
    report.publish(by=editor)

    said = page(client, supplier.organisation)

    for thing in (listing, attested_version.application, report):
        assert f'href="{thing.get_absolute_url()}"' in said
    assert "Kvalifisert til" in said and "Har godtatt vilkårene" in said
    assert "fkj-map" not in said


def test_a_supplier_that_is_not_let_in_says_so(client, other_supplier_org):
    said = page(client, other_supplier_org)

    assert "Ikke kvalifisert nå" in said and "Ingenting å vise ennå" in said


def test_it_shows_only_what_the_reader_may_see(sign_in, draft_need, editor, other_editor):
    assert draft_need.title in page(sign_in(editor), editor.organisation)
    assert draft_need.title not in page(sign_in(other_editor), editor.organisation)


def test_drafts_of_a_supplier_are_its_own(sign_in, application, supplier, other_supplier, reviewer):
    assert application.name in page(sign_in(supplier), supplier.organisation)
    assert application.name in page(sign_in(reviewer), supplier.organisation)
    assert application.name not in page(sign_in(other_supplier), supplier.organisation)


def test_people_are_shown_to_their_own_and_to_fkj(sign_in, client, editor, other_editor, reviewer):
    assert "Medlemmer" not in page(client, editor.organisation)
    assert "Medlemmer" not in page(sign_in(other_editor), editor.organisation)
    for reader in (editor, reviewer):
        said = page(sign_in(reader), editor.organisation)
        assert "Medlemmer" in said and "Editor" in said and "Redaktør" in said


def test_many_are_cut_short_and_all_can_be_paged(client, editor, area):
    for number in range(23):
        cast.need(editor, area, f"Behov nummer {number:02}").propose(by=editor)

    front, rest = page(client, editor.organisation), "?vis=behov&page=2"
    assert front.count("Behov nummer") == 5 and "Vis alle 23" in front
    assert page(client, editor.organisation, "?vis=behov").count("Behov nummer") == 20
    assert page(client, editor.organisation, rest).count("Behov nummer") == 3
    for odd in ("?vis=tull", "?vis=behov&page=99", "?vis=behov&page=x", "?page=4"):
        page(client, editor.organisation, odd)


def test_it_takes_the_same_queries_however_much_there_is(
    client, editor, approver, other_editor, third_approver, facilitator, area
):
    def one_more(number):
        need = cast.need(editor, area, f"Behov nummer {number}")
        cast.publish(need, editor, approver, [other_editor, third_approver], facilitator)
        cast.collaborate(need, editor, other_editor)
        cast.actor(f"kollega{number}", editor.organisation, "member", "editor")

    one_more(1)
    few = queries(client, editor)
    for number in range(2, 6):
        one_more(number)

    assert queries(client, editor) == few < 40


def queries(client, actor) -> int:
    """How many queries the page takes for its own people, once caches are warm."""
    enter(client, actor.user)
    page(client, actor.organisation)
    with CaptureQueriesContext(connection) as asked:
        page(client, actor.organisation)
    return len(asked)


def test_it_tells_who_took_over_for_whom(client, municipality, other_municipality):
    other_municipality.succeeds.add(municipality)
    Organisation.objects.filter(pk=municipality.pk).update(
        heir=other_municipality, valid_to="2026-01-01"
    )

    assert "Overtatt av" in page(client, municipality)
    assert "Har overtatt for" in page(client, other_municipality)


def test_the_heirs_page_holds_what_the_old_ones_did(client, published_need, municipality):
    heir = Organisation.objects.get(municipality_number="3403")
    Organisation.objects.filter(pk=municipality.pk).update(heir=heir, valid_to="2026-01-01")

    assert published_need.title in page(client, heir)


def test_every_municipality_lies_on_the_map_and_one_is_marked(municipality, supplier_org):
    drawn = norway(municipality)
    spots = [tuple(map(float, spot)) for spot in re.findall(r"M(\S+) (\S+)h0", drawn.all)]

    assert len(spots) == 357
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in spots)
    assert drawn.marked.count("M") == 1 and drawn.marked in drawn.all
    assert norway(supplier_org) is None


def test_a_county_marks_its_municipalities(known_facts):
    county = Organisation.objects.get(kind="county", county_number="34")

    assert norway(county).marked.count("M") == 46


def test_the_north_lies_above_the_south_and_the_east_to_the_right(known_facts):
    spot = {
        name: tuple(map(float, re.findall(r"M(\S+) (\S+)h0", norway(one).marked)[0]))
        for name in ("Oslo", "Bergen", "Vadsø")
        for one in [Organisation.objects.get(name=name)]
    }

    assert spot["Vadsø"][1] < spot["Oslo"][1] and spot["Vadsø"][0] > spot["Oslo"][0]
    assert spot["Bergen"][0] < spot["Oslo"][0]


def test_the_api_lists_and_finds_organisations(client, municipality, supplier_org):
    found = client.get("/api/v1/virksomhet/?kind=municipality&county=34&q=ringsak").json()
    by_number = client.get("/api/v1/virksomhet/?q=864 950 582").json()
    one = client.get(f"/api/v1/virksomhet/{municipality.pk}/").json()

    assert [row["name"] for row in found["results"]] == ["Ringsaker"]
    assert by_number["results"][0]["id"] == municipality.pk
    assert one["orgnr"] == "864950582" and one["succeeds"] == [] and one["heir"] is None
    assert "memberships" not in one


def test_names_lead_to_the_page(client, published_need, editor):
    said = client.get(published_need.get_absolute_url()).content.decode()

    assert f'href="{editor.organisation.get_absolute_url()}"' in said


def test_a_person_leaves_and_it_is_written(sign_in, editor):
    client = sign_in(editor)
    address = f"/virksomheter/{editor.organisation.pk}/forlat/"
    assert "Redaktør" in client.get(address).content.decode()

    answer = client.post(address)

    assert answer.url == "/"
    assert not Organisation.objects.of(editor.user).exists()
    left = Event.objects.get(step="left", organisation=editor.organisation)
    assert left.actor == editor.user and set(left.data["roles"]) == {"editor", "buyer"}
    assert client.get(address).status_code == 404


def test_the_last_administrator_stays_until_there_is_another(sign_in, editor, approver):
    Membership.objects.create(user=editor.user, organisation=editor.organisation, role=Role.ADMIN)
    address = f"/virksomheter/{editor.organisation.pk}/forlat/"

    refused = sign_in(editor).post(address)
    assert refused.status_code == 422
    assert "eneste administratoren i Ringsaker" in refused.content.decode()

    Membership.objects.create(user=approver.user, organisation=editor.organisation, role=Role.ADMIN)
    assert sign_in(editor).post(address).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_leave_at_once_leave_one(municipality):
    admins = [cast.actor(f"admin{number}", municipality, "admin") for number in range(2)]

    with ThreadPoolExecutor(2) as people:
        left = list(people.map(goes, admins))

    assert sorted(left) == [False, True]
    assert Membership.objects.admins_of(municipality).count() == 1


def goes(actor) -> bool:
    """Whether the person got out."""
    try:
        closing.leave_one(actor.user, actor.organisation)
    except closing.LastAdministrator:
        return False
    finally:
        connections.close_all()
    return True
