"""R16: a session is worth no more than the person is now, and only the site speaks for it."""

import subprocess
import sys

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import get_resolver, reverse

from marketplace.runtime.deploycheck import ROOT, production
from tests import access
from tests.accounts.conftest import account, log_in
from tests.signing_in import enter

pytestmark = pytest.mark.django_db
# What a person who is stopped may meet, and no privilege among it.
LEFT_OPEN = {"set_language", "help", "accessibility", "privacy", "cookies", "health"}


# A mail program posts here (RFC 8058) with a signed token; the browser's cookies mean nothing.
SIGNED = {"notices:unsubscribe", "notices:resubscribe"}


def is_left_open(name: str) -> bool:
    """Tell whether the address is for setting up, logging out, language, help or health."""
    return name in LEFT_OPEN or name.startswith(("account_", "mfa_"))


def path_of(name: str) -> str:
    """An address that resolves, whether the thing exists or not: the stop comes before."""
    pattern = {"pk": 1, "parent_pk": 1, "number": 1, "slug": "noe", "name": "publish"}
    known = {"public_id": "00000000-0000-4000-8000-000000000000", "noun": "behov"}
    known |= {"organisation_pk": 1, "version": 1}
    secrets = dict.fromkeys(("key", "token", "secret"), "unknown")
    told = kwargs_named(name, pattern | known | secrets | {"uidb36": "1"})
    return reverse(name, kwargs=told)


def kwargs_named(name: str, values: dict) -> dict:
    """The parts that the address asks for."""
    resolver, *spaces = get_resolver(), *name.split(":")[:-1]
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    possibilities = resolver.reverse_dict.getlist(name.split(":")[-1])
    asked = possibilities[0][0][0][1]
    return {part: values.get(part, "nb") for part in asked}


@pytest.mark.parametrize("role", ["approver", "supplier", "reviewer", "administrator"])
def test_a_role_that_binds_reaches_nothing_without_two_steps(role, request):
    client = Client()
    enter(client, request.getfixturevalue(role).user, strong=False)
    privileged = [name for name in access.names() if not is_left_open(name)]

    reached = {
        f"{method} {name}"
        for name in privileged
        for method in ("get", "post", "put", "patch", "delete")
        if not is_stopped(getattr(client, method)(path_of(name)))
    }

    assert len(privileged) > 100
    assert reached == set()


def is_stopped(response) -> bool:
    """Tell whether the person was led to set up two steps, or refused by the API."""
    led = response.status_code == 302 and response.url.startswith("/konto/to-trinn/?next=")
    return led or (response.status_code == 403 and b"to trinn" in response.content)


def test_the_walk_would_find_what_is_reached(editor):
    enter(client := Client(), editor.user, strong=True)

    assert not is_stopped(client.get("/"))


def test_staff_without_two_steps_reaches_no_page_of_the_admin(person_on_staff):
    client = Client()
    enter(client, person_on_staff, strong=False)
    admin = get_resolver().namespace_dict["admin"][1]
    names = {name for name in admin.reverse_dict if isinstance(name, str)}
    plain = [n for n in names if not admin.reverse_dict.getlist(n)[0][0][0][1]]

    answers = {client.get(reverse(f"admin:{name}")).url.partition("?")[0] for name in plain}

    assert len(plain) > 40
    assert answers == {"/konto/to-trinn/"}


@pytest.fixture
def person_on_staff(db):
    """Somebody with every right in the admin."""
    return account("root@fkj.example", is_staff=True, is_superuser=True)


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(client, editor, draft_need):
    enter(client, editor.user)
    edit = f"/innovasjonsarena/behov/{draft_need.pk}/rediger/"
    before = client.get(edit).status_code

    editor.user.memberships.update(ended_at="2026-01-01T00:00:00Z")

    assert (before, client.get(edit).status_code) == (200, 404)


def test_a_new_password_ends_every_session_by_the_next_request(person_with_sessions):
    person, *browsers = person_with_sessions

    person.set_password("noe helt annet enn fjell")
    person.save()

    assert [one.get("/konto/").status_code for one in browsers] == [302, 302]


def test_a_person_who_is_shut_out_is_out_at_the_next_request(person_with_sessions):
    person, *browsers = person_with_sessions

    person.is_active = False
    person.save()

    assert [one.get("/konto/").status_code for one in browsers] == [302, 302]
    assert log_in(Client(), person.email).url == "/konto/inactive/"


@pytest.fixture
def person_with_sessions(db):
    """Somebody who is logged in at two places."""
    person, browsers = account("kari@kommune.example"), [Client(), Client()]
    for browser in browsers:
        log_in(browser, person.email)
    assert [one.get("/konto/").status_code for one in browsers] == [200, 200]
    return person, *browsers


def test_log_in_gives_the_session_a_new_name(client, person_with_sessions):
    person = person_with_sessions[0]
    client.get("/konto/login/")
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies[configured.SESSION_COOKIE_NAME] = session.session_key

    log_in(client, person.email)

    assert client.session.session_key != session.session_key


def test_no_unsafe_request_is_taken_from_another_site(editor):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    enter(client, editor.user)
    unsafe = ("post", "put", "patch", "delete")

    let_in = {
        f"{method} {name} {status}"
        for name in set(access.names()) - SIGNED
        for method in unsafe
        if (status := send(client, method, name).status_code) != 403
    }

    assert let_in == set()


def send(client: Client, method: str, name: str):
    """Send something of the kind that the address reads."""
    kind = "application/json" if name.startswith("api:") else "application/x-www-form-urlencoded"
    return getattr(client, method)(path_of(name), data="", content_type=kind)


def test_a_request_with_the_sites_own_token_is_taken(editor):
    client = Client(enforce_csrf_checks=True)
    enter(client, editor.user)
    token = client.get("/").context["csrf_token"]

    answer = client.post("/sprak/", {"language": "nn", "csrfmiddlewaretoken": str(token)})

    assert answer.status_code == 302


def test_cookies_go_to_the_site_only_and_no_script_reads_them(client, person_with_sessions):
    answer = log_in(client, person_with_sessions[0].email)
    client.get("/konto/")

    for name in (configured.SESSION_COOKIE_NAME, configured.CSRF_COOKIE_NAME, "django_language"):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["domain"]) == (True, "Lax", "")
    assert answer.status_code == 302


def test_in_production_cookies_are_bound_to_the_host_and_to_tls():
    told = production_says("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE")

    assert told.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True"]


def test_nobody_is_let_off_two_steps_in_production():
    told = production_says(MFA_EXEMPT_DOMAINS="kommune.example")

    assert "MFA_EXEMPT_DOMAINS is for demo and tests only." in told.stderr


def production_says(*names: str, **more: str) -> subprocess.CompletedProcess:
    """Read the settings as a real site would."""
    code = f"from marketplace import settings as s; print(*[getattr(s, n) for n in {names!r}])"
    environment = production() | more
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
