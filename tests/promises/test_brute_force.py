"""R15: guessing leads nowhere, however many guess at once, and tells nobody who has an account."""

import time
from statistics import mean

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.test import Client

from marketplace.models import Letter, User
from tests.accounts.codes import code_for
from tests.accounts.conftest import PASSWORD, account, log_in
from tests.promises.guessing import Outside, counted_checks, guess, in_threads, tally

CHECKS, CODES = 10, 5
VICTIM = "offer@kommune.example"


@pytest.fixture
def victim(transactional_db):
    """Whose password is guessed."""
    return account(VICTIM)


def attack(guesses: int, threads: int, addresses: int):
    """Guess, and count what is checked."""
    with counted_checks() as checked:
        results = in_threads(threads, lambda n: guess(VICTIM, n, addresses), range(guesses))
    return tally(results), len(checked)


def test_three_hundred_guesses_at_once_are_ten_checks_and_stop_nobody_else(victim):
    account("annen@kommune.example")

    met, checks = attack(guesses=300, threads=20, addresses=50)
    with counted_checks() as later:
        right = log_in(Client(), VICTIM)

    assert checks == CHECKS
    assert met == {422: CHECKS, 429: 300 - CHECKS}
    assert (right.status_code, later) == (429, [])
    assert log_in(Client(), "annen@kommune.example").status_code == 302


@pytest.mark.long
def test_ten_thousand_guesses_from_a_hundred_threads_are_ten_checks_in_five_minutes(stack, victim):
    account("annen@kommune.example")
    stack.start_web(workers=4)
    outside, began = Outside(stack.site, addresses=50), time.monotonic()

    def work(number: int) -> int | float:
        if number % 100:
            return outside.guess(VICTIM, number)
        status, seconds = outside.log_in("annen@kommune.example", PASSWORD)
        return seconds if status == 302 else -status

    results = in_threads(100, work, range(10_000))

    spent = time.monotonic() - began
    others = sorted(one for one in results if isinstance(one, float))
    met = tally(one for one in results if not isinstance(one, float))
    print(f"{spent:.0f} s, {dict(met)}, others p95 {others[95] if len(others) > 95 else None}")
    # Wherever a password is checked, a wrong one is answered with 422: the test above counts both.
    assert met[422] <= CHECKS * (1 + int(spent // 300))
    assert set(met) == {422, 429}
    assert (sum(met.values()), len(others)) == (9_900, 100)


def test_guesses_at_many_accounts_from_one_address_are_stopped(transactional_db, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "login_failed": "20/5m/ip,10/5m/key"
    }
    jobs = range(50)

    def spray(number: int) -> int:
        return log_in(Client(), f"{number}@kommune.example", "Felles-Passord-2026").status_code

    assert tally(in_threads(10, spray, jobs)) == {422: 20, 429: 30}


def test_no_more_than_five_codes_are_looked_at(victim):
    TOTP.activate(victim, generate_totp_secret())

    def try_code(number: int) -> int:
        client = Client(REMOTE_ADDR=f"198.51.100.{number % 50}")
        log_in(client, VICTIM)
        answer = client.post("/konto/to-trinn/authenticate/", {"code": f"{number:06}"})
        return answer.status_code

    met = tally(in_threads(10, try_code, range(40)))

    assert met == {422: CODES, 429: 40 - CODES}


def test_a_code_that_many_send_at_once_lets_one_in(victim):
    secret = generate_totp_secret()
    TOTP.activate(victim, secret)
    clients = [Client() for _ in range(CODES)]
    for client in clients:
        log_in(client, VICTIM)
    code = code_for(secret)

    def send(client: Client) -> int:
        return client.post("/konto/to-trinn/authenticate/", {"code": code}).status_code

    assert tally(in_threads(CODES, send, clients)) == {302: 1, 422: CODES - 1}


def test_everything_holds_when_redis_is_down(victim, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1",
        }
    }
    secret = generate_totp_secret()
    TOTP.activate(victim, secret)

    client = Client()
    let_on = log_in(client, VICTIM)
    let_in = client.post(let_on.url, {"code": code_for(secret)})
    page, api = client.get("/konto/"), client.get("/api/v1/behov/")
    met, checks = attack(guesses=100, threads=10, addresses=20)

    assert (let_on.status_code, let_in.status_code) == (302, 302)
    assert (page.status_code, api.status_code) == (200, 200)
    assert (checks, met) == (CHECKS, {422: CHECKS, 429: 100 - CHECKS})


def ask_log_in(email: str, number: int):
    """Guess at the password."""
    return log_in(Client(REMOTE_ADDR=f"198.51.100.{number % 250}"), email, "feil passord her")


def ask_reset(email: str, number: int):
    """Ask for a new password."""
    client = Client(REMOTE_ADDR=f"198.51.100.{number % 250}")
    return client.post("/konto/password/reset/", {"email": email})


def ask_sign_up(email: str, number: int):
    """Try to open an account."""
    client = Client(REMOTE_ADDR=f"198.51.100.{number % 250}")
    named = {"first_name": "Kari", "last_name": "Nordmann", "email": email}
    return client.post("/konto/signup/", named | {"password1": PASSWORD})


def seen(response, email: str) -> tuple:
    """All that somebody who asks can see, without what they typed themselves."""
    body = response.content.decode().replace(email, "…")
    words = [line for line in body.splitlines() if "csrfmiddlewaretoken" not in line]
    return response.status_code, response.get("Location", ""), "\n".join(words)


@pytest.mark.django_db
@pytest.mark.parametrize("ask", [ask_log_in, ask_reset, ask_sign_up])
def test_whether_somebody_has_an_account_is_not_seen(ask):
    met, _difference = compare(ask, people=10, clock=time.perf_counter)

    assert len(met) == 1


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("ask", [ask_log_in, ask_reset, ask_sign_up])
def test_two_hundred_who_have_and_two_hundred_who_have_not_meet_the_same(ask):
    met, difference = compare(ask, people=200, clock=time.perf_counter)

    print(f"{ask.__name__}: {difference * 1000:.1f} ms")
    assert len(met) == 1
    assert difference <= 0.010


def compare(ask, people: int, clock) -> tuple[set, float]:
    """Ask about people who have an account and people who have not, one of each at a time."""
    one_hash = make_password(PASSWORD)
    users = [User(email=f"har{n}@kommune.example", password=one_hash) for n in range(people)]
    for user in User.objects.bulk_create(users):
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    ask("varm@kommune.example", 0)
    met, spent = set(), {"har": [], "ikke": []}
    for number in range(people):
        for who, times in spent.items():
            email = f"{who}{number}@kommune.example"
            began = clock()
            response = ask(email, number)
            times.append(clock() - began)
            met.add(seen(response, email))
    return met, abs(mean(spent["har"]) - mean(spent["ikke"]))


@pytest.mark.django_db
def test_a_letter_goes_out_either_way():
    account(VICTIM)

    ask_reset(VICTIM, 1)
    ask_reset("ingen@kommune.example", 2)

    assert set(Letter.objects.values_list("to", flat=True)) == {VICTIM, "ingen@kommune.example"}
