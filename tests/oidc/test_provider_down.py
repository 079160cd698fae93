"""When the provider is away, slow or strange, there is a page, and the password still works."""

import socket
import time
from dataclasses import replace

import pytest
from django.test import Client

from marketplace.models import User
from marketplace.oidc import metadata, wire
from tests.oidc.attempts import attempt, refused

pytestmark = pytest.mark.django_db
STRANGE = {
    "another issuer": {"issuer": "https://another.example"},
    "no token endpoint": {"token_endpoint": None},
    "a token endpoint in the clear": {"token_endpoint": "http://elsewhere.example/token"},
    "a file": {"jwks_uri": "file:///etc/passwd"},
    "a log-in page elsewhere": {"authorization_endpoint": "https://evil.example/authorize"},
    "endpoints that are no text": {"authorization_endpoint": ["https://x.example"]},
}


def press(way="jobbkonto"):
    """Press the button."""
    return Client().post(f"/konto/innlogging/{way}/")


@pytest.mark.parametrize("what", STRANGE)
def test_a_provider_that_tells_something_strange_is_not_used(what, liar):
    liar.metadata = STRANGE[what]

    answer = press()

    assert answer.status_code == 403
    assert not User.objects.exists()


def test_health_workers_need_a_pushed_request_and_others_do_without(liar):
    liar.metadata = {"pushed_authorization_request_endpoint": None}

    assert press("helseid").status_code == 403
    answer = press("id-porten")
    assert answer.status_code == 302 and "code_challenge_method=S256" in answer.url


def test_a_provider_that_is_away_gives_a_page_and_offers_the_password(liar, settings, client):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        gone = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    settings.OIDC_WAYS = tuple(replace(way, issuer=gone) for way in settings.OIDC_WAYS)

    answer = press()

    assert answer.status_code == 503
    assert "logg inn med e-post og passord" in answer.content.decode()
    assert client.get("/konto/login/").status_code == 200


def test_a_provider_that_is_slow_is_given_up(liar, monkeypatch):
    monkeypatch.setattr(wire, "SECONDS", 0.3)
    liar.slow = 6.0
    started = time.monotonic()

    answer = press()

    assert answer.status_code == 503
    assert time.monotonic() - started < 5.0


@pytest.mark.parametrize("status", [500, 503])
def test_a_provider_that_breaks_on_the_way_back_gives_a_page(status, liar):
    liar.token_status = status

    assert refused(*attempt(liar, "jobbkonto"), "down")


def test_an_endless_answer_is_cut(liar, monkeypatch):
    monkeypatch.setattr(wire, "MOST_BYTES", 100)

    assert press().status_code == 503


def test_keys_are_kept_and_fetched_again_for_a_new_one_but_not_at_everybodys_bidding(liar):
    for _time in range(3):
        attempt(liar, "jobbkonto")
    assert liar.key_fetches == 1

    liar.header = {"kid": "unknown"}
    for _time in range(5):
        attempt(liar, "jobbkonto")
    assert liar.key_fetches == 1

    metadata._known[liar.issuer].keys_fetched -= metadata.SOONEST_AGAIN + 1
    liar.keys = [key | {"kid": "unknown"} for key in liar.keys if key["kid"] == "ours"]
    answer, _client = attempt(liar, "jobbkonto")
    assert answer.status_code == 302
    assert liar.key_fetches == 2
