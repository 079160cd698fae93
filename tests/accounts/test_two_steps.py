"""Roles that bind others come in with two steps, or come no further than to setting them up."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from marketplace.models import Membership
from tests import cast
from tests.accounts.codes import code_for
from tests.accounts.conftest import account, letter_to, log_in
from tests.signing_in import enter

pytestmark = pytest.mark.django_db
HERE = "/konto/to-trinn/"


@pytest.fixture
def approver_account(municipality):
    """Somebody who can bind Ringsaker, with a password only."""
    user = account("godkjenner@kommune.example")
    Membership.objects.create(user=user, organisation=municipality, role="approver")
    return user


def secret_of(user) -> str:
    """Set up an app for the person."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


@pytest.mark.parametrize(
    ("role", "organisation", "needs"),
    [
        ("approver", "municipality", True),
        ("buyer", "municipality", True),
        ("admin", "municipality", True),
        ("member", "municipality", False),
        ("editor", "municipality", False),
        ("admin", "supplier_org", True),
        ("member", "supplier_org", False),
        ("facilitator", "fkj", True),
        ("reviewer", "fkj", True),
        ("information_manager", "fkj", True),
        ("procurement_officer", "fkj", True),
        ("admin", "fkj", True),
    ],
)
def test_the_roles_that_bind_others_are_stopped(client, request, role, organisation, needs):
    who = cast.actor("someone", request.getfixturevalue(organisation), role)
    enter(client, who.user, strong=False)

    answer = client.get("/min-side/")

    assert (answer.status_code == 302) == needs
    assert not needs or answer.url == f"{HERE}?next=%2Fmin-side%2F"


def test_staff_is_stopped_without_any_role(client, person):
    person.is_staff = True
    person.save()
    enter(client, person, strong=False)

    assert client.get("/admin/").url.startswith(HERE)


def test_a_role_in_another_organisation_counts_too(client, editor, other_municipality):
    member = cast.actor("someone", editor.organisation, "member")
    Membership.objects.create(user=member.user, organisation=other_municipality, role="approver")
    enter(client, member.user, strong=False)

    assert client.get("/").url.startswith(HERE)


def test_a_role_that_has_ended_stops_nobody(client, approver):
    approver.user.memberships.update(ended_at="2026-01-01T00:00:00Z")
    enter(client, approver.user, strong=False)

    assert client.get("/").status_code == 200


def test_a_role_given_in_mid_session_counts_at_the_next_request(client, member):
    enter(client, member.user, strong=False)
    before = client.get("/").status_code

    Membership.objects.create(user=member.user, organisation=member.organisation, role="approver")

    assert before == 200
    assert client.get("/").url.startswith(HERE)


def test_the_api_says_why(client, approver):
    enter(client, approver.user, strong=False)

    answer = client.get("/api/v1/behov/")

    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert answer.json()["detail"] == "Rollen din krever innlogging i to trinn."


def test_the_page_says_why_and_leads_to_set_up(client, approver):
    enter(client, approver.user, strong=False)

    page = client.get("/min-side/", follow=True).content.decode()

    assert "Rollen din kan binde andre" in page
    assert "/konto/to-trinn/totp/activate/" in page


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_counts_at_once_and_leads_on(client, approver_account):
    log_in(client, approver_account.email)
    client.get("/min-side/", follow=True)
    secret = client.get("/konto/to-trinn/totp/activate/").context["form"].secret

    codes = client.post("/konto/to-trinn/totp/activate/", {"code": code_for(secret)}, follow=True)

    assert "Du har 10 ubrukte koder." in codes.content.decode()
    assert 'href="/min-side/"' in codes.content.decode()
    assert client.get("/min-side/").status_code == 200
    assert "onward" not in client.session
    assert letter_to(approver_account.email).subject == "Kontoen din er endret"


@pytest.mark.django_db(transaction=True)
def test_taking_the_last_factor_away_stops_the_person_again(client, approver_account):
    log_in(client, approver_account.email)
    secret = client.get("/konto/to-trinn/totp/activate/").context["form"].secret
    client.post("/konto/to-trinn/totp/activate/", {"code": code_for(secret)})
    before = client.get("/").status_code

    client.post("/konto/to-trinn/totp/deactivate/")

    assert before == 200
    assert client.get("/").url.startswith(HERE)


def test_a_code_from_the_app_is_asked_for_and_lets_in(client, approver_account):
    secret = secret_of(approver_account)

    asked = log_in(client, approver_account.email)
    before = client.get("/").context["user"].is_authenticated
    answer = client.post(asked.url, {"code": code_for(secret)})

    assert asked.url == "/konto/to-trinn/authenticate/"
    assert (before, answer.url) == (False, "/")
    assert client.get("/min-side/").status_code == 200


def test_a_code_works_once(client, approver_account):
    code = code_for(secret_of(approver_account))
    second = Client()
    for browser in (client, second):
        log_in(browser, approver_account.email)

    answers = [one.post(f"{HERE}authenticate/", {"code": code}) for one in (client, second)]

    assert [answer.status_code for answer in answers] == [302, 422]


def test_a_recovery_code_works_once(client, approver_account):
    secret_of(approver_account)
    code = RecoveryCodes.activate(approver_account).get_unused_codes()[0]
    second = Client()
    for browser in (client, second):
        log_in(browser, approver_account.email)

    answers = [one.post(f"{HERE}authenticate/", {"code": code}) for one in (client, second)]

    assert [answer.status_code for answer in answers] == [302, 422]


def test_five_wrong_codes_and_then_no_more_for_a_while(client, approver_account):
    secret = secret_of(approver_account)
    log_in(client, approver_account.email)

    wrong = [client.post(f"{HERE}authenticate/", {"code": "000000"}) for _ in range(5)]
    right = client.post(f"{HERE}authenticate/", {"code": code_for(secret)})

    assert [answer.status_code for answer in wrong] == [422] * 5
    assert right.status_code == 429


def test_codes_for_setting_up_and_proving_again_share_the_count(client, approver_account):
    secret = secret_of(approver_account)
    enter(client, approver_account)

    for _ in range(5):
        client.post(f"{HERE}reauthenticate/", {"code": "000000"})

    log_in(second := Client(), approver_account.email)
    assert second.post(f"{HERE}authenticate/", {"code": code_for(secret)}).status_code == 429


def test_a_weak_session_of_somebody_with_a_factor_goes_on_with_a_code(client, approver_account):
    secret = secret_of(approver_account)
    enter(client, approver_account, strong=False)
    page = client.get("/min-side/", follow=True).content.decode()

    answer = client.post(f"{HERE}reauthenticate/?next=/min-side/", {"code": code_for(secret)})

    assert "Bekreft med en kode" in page
    assert answer.url == "/min-side/"
    assert client.get("/min-side/").status_code == 200


def test_a_strong_sign_in_from_elsewhere_counts(client, approver):
    enter(client, approver.user, strong=False)
    session = client.session
    session["strong_sign_in"] = True
    session.save()

    assert client.get("/").status_code == 200


def test_the_made_up_people_of_the_demo_come_in_with_a_password(client, municipality):
    demo = account("leder@demo.example")
    Membership.objects.create(user=demo, organisation=municipality, role="approver")

    log_in(client, demo.email)

    assert client.get("/").status_code == 200


def test_no_domain_is_let_off_outside_the_demo(client, approver, settings):
    settings.MFA_EXEMPT_DOMAINS = []
    enter(client, approver.user, strong=False)

    assert client.get("/").url.startswith(HERE)


def test_nobody_sees_or_takes_away_somebody_elses_passkeys(client, approver_account, person):
    key = Authenticator.objects.create(
        user=approver_account, type="webauthn", data={"name": "Min", "credential": {}}
    )
    enter(client, person)

    assert client.get(f"{HERE}webauthn/keys/{key.pk}/edit/").status_code == 404
    assert client.post(f"{HERE}webauthn/keys/{key.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()
