"""Error pages: they say what to do, and the last ones need nothing that may be down."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.test import Client
from django.urls import path
from redis.exceptions import ConnectionError as NoRedis

from marketplace import errors, urls
from tests.signing_in import enter

pytestmark = pytest.mark.django_db

FAULTS = {
    "odd": SuspiciousOperation("odd"),
    "bug": ZeroDivisionError("bug"),
    "no-database": OperationalError("connection refused"),
    "no-redis": NoRedis("connection refused"),
}


@login_not_required
def fail(request, fault: str):
    """Fail as asked."""
    raise FAULTS[fault]


urlpatterns = [path("feil/<slug:fault>/", fail), *urls.urlpatterns]
handler400, handler403, handler404 = errors.bad_request, errors.forbidden, errors.not_found
handler500 = errors.server_error


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        ("odd", 400, "Vi forsto ikke"),
        ("bug", 500, "Noe gikk galt hos oss"),
        ("no-database", 503, "ute av drift"),
        ("no-redis", 503, "ute av drift"),
    ],
)
@pytest.mark.urls(__name__)
def test_a_fault_gives_a_page_that_says_what_to_do(fault, status, words):
    response = Client(raise_request_exception=False).get(f"/feil/{fault}/")

    assert response.status_code == status
    assert words in response.content.decode()


@pytest.mark.urls(__name__)
def test_a_site_that_is_down_says_when_to_come_back():
    response = Client(raise_request_exception=False).get("/feil/no-database/")

    assert response["Retry-After"] == "30"


def test_an_unknown_address_is_404_with_the_menu(client):
    response = client.get("/finnes-ikke/")

    assert response.status_code == 404
    assert "Innovasjonsarena" in response.content.decode()


def test_a_form_from_elsewhere_is_refused_in_words(editor, sign_in):
    client = Client(enforce_csrf_checks=True)
    enter(client, editor.user)

    response = client.post("/bytt-virksomhet/")

    assert response.status_code == 403
    assert "skjema" in response.content.decode().lower()


def test_the_admin_has_no_door_of_its_own(client):
    response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1][0].startswith("/konto/login/")


def test_every_page_carries_the_safety_headers(client):
    response = client.get("/")

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in response["Permissions-Policy"]


def test_personal_pages_are_kept_out_of_shared_caches(editor, sign_in):
    response = sign_in(editor).get("/min-side/")

    assert "no-store" in response["Cache-Control"]
