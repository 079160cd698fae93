"""The newcomer's way in, page by page, and the municipality's own address."""

import pytest

from marketplace import membership
from marketplace.demo.register import BANKRUPT
from marketplace.models import Event, Letter, Membership, Organisation
from participation.models import JoinRequest
from tests.brreg.playing import GOOD
from tests.brreg.test_look_up import let_time_pass
from tests.participation.people import ask, ask_for_new, at_town, newcomer_at, roles

pytestmark = pytest.mark.django_db


# --- the municipality's own address ---------------------------------------------------------------


def test_the_municipalitys_own_address_lets_a_member_in_by_itself(municipality, town_admin):
    kari = at_town(municipality)

    request = ask(kari, organisation=municipality.pk)

    assert request.status == "approved"
    assert roles(kari, municipality) == {"member"}
    assert Event.objects.about(request).get(step="admit").actor is None
    assert [letter.to for letter in Letter.objects.all()] == [kari.user.email]


def test_more_than_member_needs_an_answer(municipality, town_admin):
    request = ask(at_town(municipality), organisation=municipality.pk, role="approver")

    assert request.status == "submitted"


@pytest.mark.parametrize("domain", ["x.{}", "{}.example", "ikke{}", "hamar.kommune.no"])
def test_an_address_that_only_looks_like_it_needs_an_answer(municipality, domain):
    own = municipality.website.removeprefix("www.")
    kari = newcomer_at("kari@" + domain.format(own))

    assert ask(kari, organisation=municipality.pk).status == "submitted"


def test_a_suppliers_website_lets_nobody_in(supplier_org):
    Organisation.objects.filter(pk=supplier_org.pk).update(website="www.firma.example")

    request = ask(newcomer_at("ola@firma.example"), organisation=supplier_org.pk)

    assert request.status == "submitted"


def test_an_organisation_without_a_website_lets_nobody_in(municipality):
    Organisation.objects.filter(pk=municipality.pk).update(website="")

    assert ask(newcomer_at("ola@-.example"), organisation=municipality.pk).status == "submitted"


def test_who_was_sent_away_does_not_come_back_by_themselves(municipality, town_admin):
    kari = at_town(municipality)
    ask(kari, organisation=municipality.pk)
    row = Membership.objects.get(user=kari.user)
    membership.end(row, town_admin, "Har sluttet.")

    assert ask(kari, organisation=municipality.pk).status == "submitted"


# --- pages ----------------------------------------------------------------------------------------


def test_the_newcomer_walks_from_the_front_page_to_the_request(register, newcomer, sign_in):
    client = sign_in(newcomer)
    assert "/virksomheter/finn/" in client.get("/").content.decode()

    found = client.get("/virksomheter/finn/", {"q": "310 000 205"}).content.decode()
    assert "FJELLVANN HELSE DEMO AS" in found and f"?orgnr={GOOD}" in found
    page = client.get("/virksomheter/bli-med/", {"orgnr": GOOD})
    assert 'value="supplier"' in page.content.decode()
    sent = client.post(
        "/virksomheter/bli-med/", {"orgnr": GOOD, "kind": "supplier", "role": "admin"}
    )

    request = JoinRequest.objects.get()
    assert sent.url == request.get_absolute_url()
    assert "FJELLVANN" in client.get(sent.url).content.decode()
    assert request.get_absolute_url() in client.get("/min-side/").content.decode()


def test_what_was_typed_stays_when_something_is_missing(register, newcomer, sign_in):
    told = {"orgnr": GOOD, "role": "admin", "message": "Vi vil være med"}

    page = sign_in(newcomer).post("/virksomheter/bli-med/", told)

    assert page.status_code == 422
    text = page.content.decode()
    assert "Vi vil være med" in text and "Velg hva slags" in text and "FJELLVANN" in text


def test_a_name_finds_organisations_in_the_portal(newcomer, sign_in, fkj):
    page = sign_in(newcomer).get("/virksomheter/finn/", {"q": "Herøy"}).content.decode()

    assert "Herøy kommune (Nordland)" in page and "Herøy kommune (Møre og Romsdal)" in page


@pytest.mark.parametrize("words", ["310000206", "12345678", "1" * 90, "٣١٠٠٠٠٢٠٥"])
def test_a_wrong_number_is_said_in_words(newcomer, sign_in, words):
    page = sign_in(newcomer).get("/virksomheter/finn/", {"q": words})

    assert (page.status_code, "ni sifre" in page.content.decode()) in [(422, True), (200, False)]


def test_the_page_says_when_the_register_is_silent_and_how_old_an_answer_is(
    register, newcomer, sign_in
):
    client = sign_in(newcomer)
    client.get("/virksomheter/finn/", {"q": GOOD})
    let_time_pass(GOOD, 50)
    register.scene = (500, b"")

    old = client.get("/virksomheter/finn/", {"q": GOOD}).content.decode()
    never = client.get("/virksomheter/finn/", {"q": BANKRUPT}).content.decode()

    assert "2\xa0dager" in old and "FJELLVANN" in old
    assert "svarer ikke nå" in never


def test_a_request_is_seen_by_those_it_concerns(
    newcomer, town_admin, member, administrator, facilitator, other_editor, municipality
):
    request = ask(newcomer, organisation=municipality.pk, role="editor")

    def sees(actor):
        return request in JoinRequest.objects.visible_to(actor.user)

    assert [sees(one) for one in (newcomer, town_admin, administrator)] == [True] * 3
    assert [sees(one) for one in (member, facilitator, other_editor)] == [False] * 3


def test_log_in_never_asks_the_register(register, newcomer, client):
    newcomer.user.set_password("en lang nok setning")
    newcomer.user.save()
    ask_for_new(newcomer)
    register.asked.clear()
    let_time_pass(GOOD, 48)
    client.post("/konto/login/", {"login": "ny@test.example", "password": "en lang nok setning"})
    client.get("/")

    assert register.asked == []
