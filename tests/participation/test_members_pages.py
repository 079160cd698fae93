"""The pages of an organisation's people, the register of organisations, and the switch."""

import pytest

from marketplace.actor import Actor
from marketplace.models import Event, Membership, Organisation, User
from tests import cast
from tests.participation.people import members_of, row
from tests.signing_in import enter
from tests.test_query_counts import queries

pytestmark = pytest.mark.django_db


# --- pages ----------------------------------------------------------------------------------------


def test_the_page_shows_who_is_what_and_how_they_came(town_admin, editor, sign_in, municipality):
    page = sign_in(town_admin).get(members_of(municipality)).content.decode()

    assert "Redaktør" in page and editor.user.email in page and "fra FKJ" in page


def test_only_administrators_come_in(
    editor, approver, supplier, facilitator, administrator, municipality, sign_in
):
    def met(actor):
        return sign_in(actor).get(members_of(municipality)).status_code

    assert {met(one) for one in (editor, approver, supplier, facilitator)} == {403}
    assert met(administrator) == 200


def test_an_administrator_of_another_organisation_cannot_end_a_role_through_their_own(
    editor, supplier, supplier_org, town_admin, sign_in
):
    theirs = row(editor, "editor")
    client = sign_in(supplier)

    through_own = client.post(f"{members_of(supplier_org)}{theirs.pk}/avslutt/")
    direct = client.post(f"{members_of(editor.organisation)}{theirs.pk}/avslutt/")

    assert (through_own.status_code, direct.status_code) == (404, 404)
    assert Actor.of(editor.user).holds("editor")


def test_a_role_is_ended_at_the_address_of_its_own_organisation(
    editor, administrator, supplier_org, sign_in
):
    address = f"{members_of(supplier_org)}{row(editor, 'editor').pk}/avslutt/"

    assert sign_in(administrator).post(address).status_code == 404


def test_ending_a_role_is_confirmed_on_a_page(town_admin, editor, sign_in, municipality):
    address = f"{members_of(municipality)}{row(editor, 'buyer').pk}/avslutt/"
    client = sign_in(town_admin)
    assert "Innkjøper" in client.get(address).content.decode()

    client.post(address, {"note": "Bytter oppgaver."})

    event = Event.objects.about(municipality).get(step="role_ended")
    assert event.note == "Bytter oppgaver."
    assert "Innkjøper" in client.get(members_of(municipality)).content.decode()  # As history.
    assert client.get(address).status_code == 403


def test_the_last_administrator_is_told_what_to_do(town_admin, sign_in, municipality):
    address = f"{members_of(municipality)}{row(town_admin, 'admin').pk}/avslutt/"

    page = sign_in(town_admin).post(address)

    assert page.status_code == 422
    assert "Gi rollen til en annen først" in page.content.decode()


def test_a_long_list_takes_no_more_queries(
    town_admin, municipality, sign_in, django_assert_num_queries
):
    client = sign_in(town_admin)
    cast.actor("person-0", municipality, "editor")
    few = queries(client, members_of(municipality))
    for number in range(1, 8):
        cast.actor(f"person-{number}", municipality, "editor", "approver")

    assert queries(client, members_of(municipality)) == few


def test_the_administrator_gives_a_role_through_the_page(town_admin, member, sign_in, municipality):
    address = f"{members_of(municipality)}gi-rolle/"
    client = sign_in(town_admin)
    assert "Innkjøper" in client.get(address).content.decode()

    answer = client.post(address, {"user": member.user.pk, "role": "buyer"})

    assert answer.url == members_of(municipality)
    assert Actor.of(member.user).holds("buyer")


def test_the_administrator_invites_through_the_page(town_admin, sign_in, municipality):
    address = f"{members_of(municipality)}inviter/"
    client = sign_in(town_admin)
    assert "Innkjøper" in client.get(address).content.decode()

    wrong = client.post(address, {"email": "ny@", "roles": ["editor"]})
    client.post(address, {"email": "ny@test.example", "roles": ["editor"]})

    assert wrong.status_code == 422 and "ny@" in wrong.content.decode()
    assert "ny@test.example" in client.get(members_of(municipality)).content.decode()


# --- the register of organisations ---------------------------------------------------------------


def test_the_register_shows_municipalities_and_those_that_somebody_belongs_to(
    client, supplier, other_supplier_org
):
    page = client.get("/virksomheter/", {"kind": "supplier"}).content.decode()

    assert "Fjordhelse Test AS" in page and "Nordlys Test AS" not in page


@pytest.mark.parametrize("words", ["Herøy", "herøy", "  Herøy "])
def test_the_register_is_searched_by_name(client, known_facts, words):
    page = client.get("/virksomheter/", {"q": words}).content.decode()

    assert "Herøy kommune (Nordland)" in page and "2 virksomheter" in page


def test_the_register_is_searched_by_number_with_spaces(client, known_facts):
    page = client.get("/virksomheter/", {"q": "958 935 420"}).content.decode()

    assert "Oslo kommune" in page and "1 virksomhet" in page


def test_the_register_is_filtered_by_county_and_stands_in_norwegian_order(client, known_facts):
    page = client.get("/virksomheter/", {"county": "11", "kind": "municipality"})

    names = [one.name for one in page.context["page_obj"]]
    assert names[0] == "Bjerkreim" and len(names) == 20


@pytest.mark.parametrize("odd", ["q=%00", "county=99", "kind=konge", "page=x", "q=" + "9" * 300])
def test_odd_filters_break_nothing(client, known_facts, odd):
    assert client.get(f"/virksomheter/?{odd}").status_code == 200


def test_an_organisation_that_has_ended_is_not_in_the_register(client, municipality):
    Organisation.objects.filter(pk=municipality.pk).update(valid_to="2020-01-01")

    page = client.get("/virksomheter/?q=Ringsaker")

    assert page.context["page_obj"].paginator.count == 0


# --- the switch ---------------------------------------------------------------------------------


def test_the_last_choice_is_remembered_on_the_account(editor, other_municipality, client):
    Membership.objects.create(user=editor.user, organisation=other_municipality, role="editor")
    enter(client, editor.user)
    client.post("/bytt-virksomhet/", {"organisation": other_municipality.pk})
    client.logout()

    enter(client, User.objects.get(pk=editor.user.pk))

    assert "på vegne av Bodø" in client.get("/").content.decode()


def test_a_remembered_organisation_that_one_has_left_is_not_acted_for(
    editor, other_municipality, sign_in
):
    User.objects.filter(pk=editor.user.pk).update(last_organisation=other_municipality)
    editor.user.refresh_from_db()

    assert "på vegne av Ringsaker" in sign_in(editor).get("/").content.decode()


def test_with_many_organisations_there_is_a_page_with_a_search(editor, sign_in):
    for town in Organisation.objects.municipalities().order_by("name")[:10]:
        Membership.objects.create(user=editor.user, organisation=town, role="approver")
    client = sign_in(editor)

    page = client.get("/bytt-virksomhet/").content.decode()
    found = client.get("/bytt-virksomhet/", {"q": "ringsaker"}).content.decode()

    assert "Søk blant virksomhetene dine" in page and "Godkjenner" in page
    assert "Ringsaker kommune" in found and "Alta kommune" not in found


def test_nobody_acts_for_an_organisation_that_is_not_theirs(editor, other_municipality, sign_in):
    answer = sign_in(editor).post("/bytt-virksomhet/", {"organisation": other_municipality.pk})

    assert answer.status_code == 404
