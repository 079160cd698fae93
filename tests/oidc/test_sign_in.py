"""Coming in from outside, through a real OpenID provider."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection

from marketplace.demo.identity.people import AKSEL_PID, IDA_PID, RINGSAKER
from marketplace.middleware import CHOSEN
from marketplace.models import Event, Letter, Membership, User
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


# --- one account, one person ------------------------------------------------------------------


def test_accounts_are_never_joined_by_address(traveller, municipality):
    known = User.objects.create_user("kari.jobbkonto@demo.example", "felles-journal-demo")

    answer = traveller.log_in("jobbkonto", "kari")

    assert answer.status_code == 409
    assert "Logg inn med e-post og passord først" in answer.content.decode()
    assert not traveller.user.is_authenticated
    assert not known.memberships.exists() and not SocialAccount.objects.exists()


def test_who_is_logged_in_may_connect_and_then_comes_in_by_it(traveller, municipality):
    known = User.objects.create_user("kari.jobbkonto@demo.example", "felles-journal-demo")
    EmailAddress.objects.create(user=known, email=known.email, verified=True, primary=True)
    traveller.client.force_login(known)

    asked = traveller.log_in("jobbkonto", "kari", process="connect")
    traveller.client.post(asked.url, {"password": "felles-journal-demo"})

    assert asked.url == "/konto/reauthenticate/"
    assert SocialAccount.objects.get().user == known
    assert known.memberships.get().organisation == municipality
    assert traveller.client.session["strong_sign_in"] is True
    assert Letter.objects.get().subject == "Ny måte å logge inn på"
    assert Event.objects.about(known).get().step == "sign_in_connected"
    other = Traveller()
    other.log_in("jobbkonto", "kari")
    assert other.user == known


def test_a_connected_way_in_can_be_removed_by_its_owner_only(traveller, editor, client):
    traveller.log_in("jobbkonto", "kari")
    account = SocialAccount.objects.get()
    account.user.set_password("felles-journal-demo")
    account.user.save()
    client.force_login(editor.user)

    stranger = client.post("/konto/innlogginger/", {"account": account.pk})
    assert stranger.status_code == 422 and SocialAccount.objects.exists()
    client.force_login(account.user)
    client.post("/konto/innlogginger/", {"account": account.pk})
    client.post(
        "/konto/reauthenticate/?next=/konto/innlogginger/", {"password": "felles-journal-demo"}
    )

    assert not SocialAccount.objects.exists()


def test_another_persons_way_in_is_not_taken_over(traveller):
    traveller.log_in("jobbkonto", "kari")
    owner = User.objects.get()
    other = Traveller()
    other.client.force_login(User.objects.create_user("other@demo.example", None))

    other.log_in("jobbkonto", "kari", process="connect")

    assert SocialAccount.objects.get().user == owner
    assert other.user.email == "other@demo.example"


def test_a_way_in_that_is_offered_no_more_can_still_be_seen(traveller, settings):
    traveller.log_in("jobbkonto", "kari")
    settings.OIDC_WAYS = ()

    page = traveller.client.get("/konto/innlogginger/").content.decode()

    assert "jobbkonto" in page
    assert traveller.client.get("/konto/innlogging/jobbkonto/").status_code == 404


# --- what is not kept -------------------------------------------------------------------------


def everything_kept() -> str:
    """Every text in the whole database, and what the sessions hold."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        texts = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            texts += [text for (text,) in cursor.fetchall()]
    sessions = [str(one.get_decoded()) for one in Session.objects.all()]
    return "\n".join(texts + sessions)


def test_the_national_identity_number_is_kept_nowhere(traveller, fjord, caplog):
    for way, who in (("altinn", "aksel"), ("id-porten", "aksel"), ("helseid", "ida")):
        other = Traveller()
        other.log_in(way, who)
        half_way = everything_kept()
        words = {"first_name": who, "last_name": "X", "email": f"{way}@demo.example"}
        other.client.post("/konto/innlogginger/ny-konto/", words)
        EmailAddress.objects.update(verified=True)
        other.log_in(way, who)
        assert other.user.is_authenticated
        for number in (AKSEL_PID, IDA_PID):
            assert number not in half_way + everything_kept() + caplog.text

    assert SocialAccount.objects.count() == 3
    assert {account.uid for account in SocialAccount.objects.all() if len(account.uid) == 64}
    assert re.fullmatch("[0-9a-f]{64}", SocialAccount.objects.first().uid)


def test_neither_sub_nor_token_is_kept(traveller):
    traveller.log_in("jobbkonto", "kari")

    account = SocialAccount.objects.get()
    assert account.extra_data == {"level": "mfa"}
    assert "kari" not in account.uid
    assert "eyJ" not in everything_kept()


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

    assert "Logg inn med" not in page.content.decode()
    assert "form-action 'self';" in page["Content-Security-Policy"] + ";"
