"""Coming in from outside, through a real OpenID provider."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail

from marketplace.demo.identity.people import RINGSAKER
from marketplace.middleware import CHOSEN
from marketplace.models import Event, Membership, User
from tests.oidc.traveller import Traveller, query_of

pytestmark = pytest.mark.django_db


def test_a_municipal_employee_enters_and_gets_the_membership(traveller, municipality):
    answer = traveller.log_in("jobbkonto", "kari")

    person = User.objects.get()
    membership = person.memberships.get()
    assert (answer.status_code, answer.url) == (302, "/")
    assert (person.email, str(person)) == ("kari.jobbkonto@demo.example", "Kari Jobbkonto")
    assert membership.organisation == municipality and municipality.orgnr == RINGSAKER
    assert (membership.role, membership.source) == ("member", Membership.Source.SIGN_IN)
    assert membership.confirmed_at
    assert traveller.user == person
    assert traveller.client.session[CHOSEN] == municipality.pk
    assert traveller.client.session["strong_sign_in"] is True


def test_the_membership_leaves_an_event_on_the_organisation(traveller, municipality):
    traveller.log_in("jobbkonto", "kari")

    event = Event.objects.about(municipality).get()
    person = User.objects.get()
    assert (event.step, event.actor) == ("role_granted", person)
    assert event.data == {"role": "member", "person": person.pk, "source": "sign_in"}


def test_the_address_at_work_is_known_by_the_employer(traveller):
    traveller.log_in("jobbkonto", "kari")

    address = EmailAddress.objects.get()
    assert address.verified and address.primary
    assert mail.outbox == []


def test_the_same_person_is_known_again(traveller):
    traveller.log_in("jobbkonto", "kari")
    first = Membership.objects.get().confirmed_at
    other = Traveller()
    other.log_in("jobbkonto", "kari")

    assert User.objects.count() == SocialAccount.objects.count() == 1
    assert Membership.objects.get().confirmed_at > first
    assert Event.objects.filter(step="role_granted").count() == 1
    assert other.user == User.objects.get()


def test_a_supplier_enters_on_behalf_of_the_organisation(traveller, fjord):
    traveller.log_in("altinn", "aksel")
    page = traveller.client.get("/konto/innlogginger/ny-konto/")
    empty = traveller.client.post("/konto/innlogginger/ny-konto/", {"first_name": "Aksel"})
    assert empty.status_code == 422 and 'value="Aksel"' in empty.content.decode()
    words = {"first_name": "Aksel", "last_name": "Altinn", "email": "aksel@demo.example"}
    traveller.client.post("/konto/innlogginger/ny-konto/", words)

    assert page.status_code == 200 and "pid" not in page.content.decode()
    # Nobody but the person says that the address is theirs, so it is proved first.
    assert not traveller.user.is_authenticated
    assert not EmailAddress.objects.get().verified
    EmailAddress.objects.update(verified=True)
    traveller.log_in("altinn", "aksel")
    assert traveller.user.memberships.get().organisation == fjord
    assert traveller.client.session["strong_sign_in"] is True


@pytest.mark.parametrize(("way", "who"), [("id-porten", "ida"), ("helseid", "ida")])
def test_who_comes_without_an_organisation_belongs_to_none(way, who, traveller):
    traveller.log_in(way, who)
    words = {"first_name": "Ida", "last_name": "Helse", "email": "ida@demo.example"}
    traveller.client.post("/konto/innlogginger/ny-konto/", words)
    EmailAddress.objects.update(verified=True)

    traveller.log_in(way, who)

    assert traveller.user.email == "ida@demo.example"
    assert not Membership.objects.exists()
    assert traveller.client.session["strong_sign_in"] is True


def test_an_unknown_organisation_gives_an_account_and_words(traveller):
    traveller.log_in("jobbkonto", "una")

    page = traveller.client.get("/").content.decode()
    assert traveller.user.email == "una.ukjent@demo.example"
    assert not Membership.objects.exists()
    assert "organisasjonsnummer 310900001 er ikke med på markedsplassen ennå" in page
    assert CHOSEN not in traveller.client.session


def test_a_password_alone_is_too_little(traveller):
    answer = traveller.log_in("jobbkonto", "lavik")

    assert answer.status_code == 403
    assert "for lavt sikkerhetsnivå" in answer.content.decode()
    assert not User.objects.exists()


def test_who_changes_their_mind_can_start_again(traveller):
    answer = traveller.log_in("jobbkonto", "")

    assert answer.url == "/konto/innlogginger/avbrutt/"
    assert "Ingenting er endret" in traveller.client.get(answer.url).content.decode()


def test_the_real_answer_is_used_once(traveller):
    back = traveller.choose(traveller.leave("jobbkonto").url, "kari")
    traveller.come_back(back)
    traveller.client.logout()

    assert traveller.come_back(back).status_code == 403
    assert not traveller.user.is_authenticated


# --- nothing from the browser -----------------------------------------------------------------


def test_the_browser_sees_a_reference_and_nothing_of_the_request(traveller):
    asked = query_of(traveller.leave("jobbkonto").url)

    assert set(asked) == {"client_id", "request_uri"}


@pytest.mark.parametrize("process", ["redirect", "connect", "nonsense", ""])
def test_the_browser_decides_nothing_about_the_request(process, liar):
    wishes = {
        "auth_params": "acr_values=low&scope=all",
        "scope": "all",
        "acr_values": "low",
        "redirect_uri": "https://evil.example/",
        "process": process,
        "next": "https://evil.example/",
    }

    Traveller().leave("jobbkonto", **wishes)

    assert liar.asked["scope"] == "openid profile"
    assert liar.asked["acr_values"] == "entraid"
    assert liar.asked["redirect_uri"] == "http://testserver/konto/innlogging/jobbkonto/svar/"
    assert "evil" not in str(liar.asked)


def test_one_comes_back_to_where_one_was_going_but_never_elsewhere(traveller):
    inside = traveller.log_in("jobbkonto", "kari", next="/min-side/")
    outside = Traveller().log_in("jobbkonto", "kari", next="https://evil.example/")

    assert (inside.url, outside.url) == ("/min-side/", "/")


def test_each_request_has_its_own_proof(liar):
    for _time in range(2):
        Traveller().leave("helseid")

    first, second = liar.assertions
    assert first["jti"] != second["jti"]
    assert first["aud"] == liar.issuer and first["iss"] == first["sub"] == "helseid"
    assert first["exp"] - first["iat"] <= 60
    assert first["header"]["typ"] == "client-authentication+jwt" and first["header"]["kid"]
    assert liar.asked["code_challenge_method"] == "S256" and len(liar.asked["nonce"]) >= 32


def test_leaving_the_site_takes_a_press_of_a_button(ways, client):
    page = client.get("/konto/innlogging/jobbkonto/?process=connect")

    assert page.status_code == 200
    assert client.get("/konto/innlogging/finnes-ikke/").status_code == 404


# --- the log-in page --------------------------------------------------------------------------


def test_the_log_in_page_offers_what_is_configured(ways, client):
    page = client.get("/konto/login/?next=/min-side/")

    words = page.content.decode()
    for label in ("jobbkonto", "BankID på vegne av virksomhet", "ID-porten", "HelseID"):
        assert f"Logg inn med {label}" in words
    assert "next=%2Fmin-side%2F" in words
    assert words.index("med jobbkonto") < words.index("med BankID") < words.index("med HelseID")
    assert f"form-action 'self' {ways['altinn'].issuer}" in page["Content-Security-Policy"]


def test_the_log_in_page_says_nothing_when_nothing_is_configured(client, db):
    page = client.get("/konto/login/")

    assert "/konto/innlogging/" not in page.content.decode()
    assert "form-action 'self';" in page["Content-Security-Policy"] + ";"
