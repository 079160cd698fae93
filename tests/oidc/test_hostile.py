"""What a provider, or somebody who plays one, may not get away with."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client

from marketplace.models import User
from marketplace.oidc.refusal import ADVICE
from tests.oidc.attempts import ALTINN, ENTRA, TRUTH, attempt, come_back, depart, refused
from tests.oidc.liar import CURVE, OTHER, SHORT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("way", TRUTH)
def test_the_truth_is_believed(way, liar):
    answer, _client = attempt(liar, way)

    assert answer.status_code == 302


NOW = int(time.time())
WRONG_CLAIMS = {
    "wrong nonce": {"nonce": "another"},
    "nonce is no text": {"nonce": ["x"]},
    "wrong issuer": {"iss": "https://ansattporten.example"},
    "wrong audience": {"aud": "another-client"},
    "two audiences": {"aud": ["jobbkonto", "another-client"]},
    "for another party": {"azp": "another-client"},
    "expired": {"exp": NOW - 3600},
    "expires as text": {"exp": "never"},
    "expires as yes": {"exp": True},
    "made long ago": {"iat": NOW - 7200},
    "made in the future": {"iat": NOW + 3600},
    "not valid yet": {"nbf": NOW + 3600},
}


@pytest.mark.parametrize("lie", WRONG_CLAIMS)
def test_a_token_that_is_not_for_this_log_in_is_refused(lie, liar, caplog):
    answer, client = attempt(liar, "jobbkonto", WRONG_CLAIMS[lie])

    assert refused(answer, client, "token")
    assert "sign-in by jobbkonto refused: token" in caplog.text


@pytest.mark.parametrize("name", ["iss", "aud", "exp", "iat", "nonce"])
def test_a_token_that_lacks_something_is_refused(name, liar):
    liar.without = {name}

    assert refused(*attempt(liar, "jobbkonto"), "token")


SIGNATURES = {
    "by another key": {"key": OTHER},
    "by nobody": {"key": None, "algorithm": "none"},
    "with the public key as a secret": {"algorithm": "HS256"},
    "with a shared secret": {"key": "x" * 32, "algorithm": "HS512", "header": {"kid": "shared"}},
    "by a key that is not published": {"key": OTHER, "header": {"kid": "elsewhere"}},
    "by a key that is too short": {"key": SHORT, "header": {"kid": "short"}},
    "by a key for encryption": {"header": {"kid": "for-encryption"}},
    "by the key of another algorithm": {"key": CURVE, "algorithm": "ES256"},
    "with an algorithm that is not allowed": {"algorithm": "RS512"},
    "with a key without name": {"header": {"kid": None}},
}


@pytest.mark.parametrize("lie", SIGNATURES)
def test_a_token_signed_wrongly_is_refused(lie, liar):
    for name, value in SIGNATURES[lie].items():
        setattr(liar, name, value)

    assert refused(*attempt(liar, "jobbkonto"), "signature")


@pytest.mark.parametrize("answer", [{"access_token": "x"}, {"id_token": ""}, {"id_token": "a.b.c"}])
def test_an_answer_without_a_token_is_refused(answer, liar):
    liar.answer = answer

    assert refused(*attempt(liar, "jobbkonto"), "signature")


def test_an_answer_from_another_issuer_is_refused(liar):
    answer, client = attempt(liar, "jobbkonto", iss="https://another.example")

    assert refused(answer, client, "issuer")
    assert not liar.used


def test_an_answer_must_name_its_issuer_when_the_provider_says_that_it_does(liar):
    liar.metadata = {"authorization_response_iss_parameter_supported": True}

    assert refused(*attempt(liar, "jobbkonto"), "issuer")
    answer, _client = attempt(liar, "jobbkonto", iss=liar.issuer)
    assert answer.status_code == 302


def test_an_answer_to_another_way_in_is_refused(liar):
    client, liar.claims = Client(), ALTINN
    state = depart("jobbkonto", client)

    assert refused(come_back(client, "altinn", state=state, code="abc"), client, "state")


def test_an_answer_is_used_once(liar):
    client, liar.claims = Client(), ENTRA
    state = depart("jobbkonto", client)
    first = come_back(client, "jobbkonto", state=state, code="abc")
    client.logout()

    second = come_back(client, "jobbkonto", state=state, code="abc")

    assert (first.status_code, second.status_code) == (302, 403)
    assert str(ADVICE["state"]) in second.content.decode()
    assert not client.get("/").context["user"].is_authenticated


@pytest.mark.django_db(transaction=True)
def test_of_many_answers_at_once_one_is_used(liar):
    # Known from before, so that nothing but the state stops the others.
    attempt(liar, "jobbkonto")
    client, liar.forgets = Client(), True
    state = depart("jobbkonto", client)

    def answer(_number) -> int:
        twin = Client()
        twin.cookies = client.cookies.copy()
        try:
            return come_back(twin, "jobbkonto", state=state, code="abc").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        statuses = sorted(crowd.map(answer, range(8)))

    assert statuses == [302] + [403] * 7


@pytest.mark.django_db(transaction=True)
def test_somebody_new_who_comes_by_many_browsers_at_once_gets_one_account(liar):
    def come(number) -> int:
        try:
            return attempt(liar, "jobbkonto", code=f"code-{number}")[0].status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as crowd:
        statuses = set(crowd.map(come, range(12)))

    assert 302 in statuses and statuses <= {302, 403, 409}
    assert User.objects.count() == 1


def test_a_code_is_used_once(liar):
    first, _client = attempt(liar, "jobbkonto", code="abc")

    second, client = attempt(liar, "jobbkonto", code="abc")

    assert (first.status_code, second.status_code) == (302, 403)
    assert not client.get("/").context["user"].is_authenticated


def test_an_answer_does_not_fit_another_browser(liar):
    mine, theirs, liar.claims = Client(), Client(), ENTRA
    state = depart("jobbkonto", mine)
    theirs.get("/konto/login/")

    assert refused(come_back(theirs, "jobbkonto", state=state, code="abc"), theirs, "state")


@pytest.mark.parametrize(
    "query",
    ["", "?state=unknown&code=x", "?state=&code=x", "?error=access_denied", "?state=%00&code=x"],
)
def test_nonsense_instead_of_an_answer_is_refused(query, liar):
    client = Client()
    depart("jobbkonto", client)

    assert refused(client.get(f"/konto/innlogging/jobbkonto/svar/{query}"), client, "state")


def test_a_parameter_that_stands_twice_is_refused(liar):
    client, liar.claims = Client(), ENTRA
    state = depart("jobbkonto", client)
    answer = client.get(f"/konto/innlogging/jobbkonto/svar/?state={state}&code=a&code=b")

    assert refused(answer, client, "answer")


def test_an_error_from_the_provider_is_a_page(liar):
    assert refused(*attempt(liar, "jobbkonto", code="", error="server_error"), "answer")


def test_whoever_changes_their_mind_is_told_so(liar):
    answer, client = attempt(liar, "jobbkonto", code="", error="access_denied")

    assert (answer.status_code, answer.url) == (302, "/konto/innlogginger/avbrutt/")
    assert client.get(answer.url).status_code == 200


def test_an_old_log_in_is_refused_when_a_fresh_one_is_asked_for(liar, settings):
    settings.OIDC_WAYS = tuple(replace(way, max_age=300) for way in settings.OIDC_WAYS)

    fresh, _client = attempt(liar, "jobbkonto", {"auth_time": int(time.time())})
    User.objects.get().memberships.all().delete()

    assert fresh.status_code == 302 and liar.asked["max_age"] == "300"
    for lie in ({"auth_time": NOW - 4000}, {}):
        liar.claims = {}
        answer, client = attempt(liar, "jobbkonto", {"auth_time": None} | lie)
        assert answer.status_code == 403
        assert not client.get("/").context["user"].is_authenticated
