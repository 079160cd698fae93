"""Attempts are counted exactly: so many in any stretch of time, also when all come at once."""

import threading
import time

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, transaction

from marketplace.accounts.limits import hidden, take
from marketplace.models import Attempt
from marketplace.tasks import forget_attempts
from tests.accounts.conftest import PASSWORD, letter_to, link_in, log_in
from tests.signing_in import enter

pytestmark = pytest.mark.django_db


def test_no_more_than_the_limit_are_let_in():
    let_in = [take("noe", 3, 60).let_in for _ in range(5)]

    assert let_in == [True, True, True, False, False]


def test_there_is_room_again_when_the_oldest_is_old_enough_and_not_before():
    first = take("noe", 2, 0.4)
    time.sleep(0.2)
    take("noe", 2, 0.4)
    refused = take("noe", 2, 0.4)
    time.sleep(refused.wait + 0.01)

    let_in = [take("noe", 2, 0.4).let_in for _ in range(2)]

    assert first.let_in and not refused.let_in
    assert let_in == [True, False]


def test_what_is_given_back_leaves_room_for_one():
    taken = [take("noe", 2, 60) for _ in range(2)]

    taken[0].give_back()

    assert [take("noe", 2, 60).let_in for _ in range(2)] == [True, False]


def test_one_name_does_not_use_up_another():
    take("noe", 1, 60)

    assert take("noe annet", 1, 60).let_in


def test_the_table_tells_no_names():
    take("ola@kommune.example", 1, 60)

    assert "ola" not in str(Attempt.objects.values().get())
    assert Attempt.objects.get().key == hidden("ola@kommune.example")


def test_what_is_too_old_to_count_is_forgotten():
    take("gammelt", 1, 0)
    take("nytt", 1, 60)

    forget_attempts()

    assert Attempt.objects.get().key == hidden("nytt")


@pytest.mark.django_db(transaction=True)
def test_a_hundred_at_once_are_counted_one_by_one():
    let_in = []

    def attempt() -> None:
        for _ in range(5):
            let_in.append(take("noe", 10, 60).let_in)
        connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(let_in), sum(let_in)) == (100, 10)


@pytest.mark.django_db(transaction=True, databases=[DEFAULT_DB_ALIAS])
def test_nobody_can_count_where_a_rollback_would_take_it_back():
    with transaction.atomic(), pytest.raises(RuntimeError):
        take("noe", 1, 60)


def test_wrong_passwords_are_stopped_at_ten_and_told_how_long_to_wait(client, person):
    statuses = [log_in(client, person.email, "feil passord").status_code for _ in range(11)]
    stopped = log_in(client, person.email)

    assert statuses == [422] * 10 + [429]
    assert stopped.status_code == 429
    assert "Vent 5 minutter" in stopped.content.decode()
    assert 290 < int(stopped["Retry-After"]) <= 300


def test_right_passwords_are_not_counted(client, person):
    answers = [log_in(client, person.email) for _ in range(12) if not client.logout()]

    assert {answer.status_code for answer in answers} == {302}


def test_an_address_nobody_has_is_stopped_in_the_same_way(client, person):
    known = [log_in(client, person.email, "feil passord") for _ in range(11)]
    unknown = [log_in(client, "ingen@kommune.example", "feil passord") for _ in range(11)]

    assert [one.status_code for one in known] == [one.status_code for one in unknown]


def test_all_doors_to_the_password_share_one_count(client, person):
    enter(client, person)
    for _ in range(4):
        client.post("/konto/reauthenticate/", {"password": "feil"})
        told = {"oldpassword": "feil", "password1": "en helt annen setning"}
        client.post("/konto/password/change/", told)
    log_in(client.__class__(), person.email, "feil")
    log_in(client.__class__(), person.email, "feil")

    answers = [
        client.post("/konto/reauthenticate/", {"password": PASSWORD}),
        client.post("/konto/password/change/", told | {"oldpassword": PASSWORD}),
        log_in(client.__class__(), person.email),
    ]

    assert [answer.status_code for answer in answers] == [429, 429, 429]


def test_two_addresses_of_one_account_share_one_count(client, person):
    person.emailaddress_set.create(email="ny@kommune.example")
    for email in (person.email, "ny@kommune.example") * 5:
        log_in(client, email, "feil passord")

    assert log_in(client, person.email).status_code == 429
    assert log_in(client, "ny@kommune.example").status_code == 429


@pytest.fixture
def few_from_one_address(settings):
    """A limit for each address that is soon reached."""
    few = {"login_failed": "5/5m/ip,10/5m/key"}
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | few


def test_a_header_from_outside_does_not_make_somebody_else_of_you(client, few_from_one_address):
    for number in range(6):
        forged = {"x-forwarded-for": f"10.0.0.{number}"}
        answer = log_in(client, f"{number}@kommune.example", "feil passord", headers=forged)

    assert answer.status_code == 429


def test_behind_a_proxy_its_own_last_word_counts(client, settings, few_from_one_address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(6):
        told = {"x-forwarded-for": f"10.0.0.{number}, 192.0.2.1"}
        answer = log_in(client, f"{number}@kommune.example", "feil passord", headers=told)
    elsewhere = {"x-forwarded-for": "10.0.0.1, 192.0.2.2"}

    assert answer.status_code == 429
    assert log_in(client, "enda@kommune.example", "feil", headers=elsewhere).status_code == 422


def test_a_reset_by_letter_starts_the_count_afresh(client, person):
    for _ in range(11):
        log_in(client, person.email, "feil passord")
    client.post("/konto/password/reset/", {"email": person.email})
    form = client.get(link_in(letter_to(person.email)), follow=True).redirect_chain[-1][0]

    client.post(form, {"password1": "en helt annen setning"})

    assert log_in(client, person.email, "en helt annen setning").status_code == 302


@pytest.mark.parametrize(
    ("address", "body", "limit"),
    [
        ("/konto/password/reset/", {"email": "kari@kommune.example"}, 5),
        ("/konto/password/reset/", {"email": "ingen@kommune.example"}, 5),
        ("/konto/signup/", {}, 60),
        ("/konto/to-trinn/webauthn/login/", {"credential": "{}"}, 100),
    ],
)
def test_what_sends_letters_or_makes_accounts_is_limited(client, person, address, body, limit):
    statuses = [client.post(address, body).status_code for _ in range(limit + 1)]

    assert 429 not in statuses[:-1]
    assert statuses[-1] == 429


def test_a_second_letter_so_soon_is_not_sent(client, person):
    person.emailaddress_set.update(verified=False)

    answers = [log_in(client, person.email).url for _ in range(2) if not client.cookies.clear()]

    assert set(answers) == {"/konto/confirm-email/"}
    assert person.letters.count() == 1


def test_the_api_is_limited_for_each_person(client, person, editor, settings):
    settings.API_PER_MINUTE = 3
    enter(client, editor.user)

    answers = [client.get("/api/v1/behov/") for _ in range(4)]
    other = client.__class__().get("/api/v1/behov/")

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1]["Content-Type"] == "application/problem+json"
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert other.status_code == 200
