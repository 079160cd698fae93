"""Guessing in many threads at once, and counting how often a password is really checked."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import httpx2
from django.conf import settings
from django.db import connection
from django.test import Client

from marketplace.passwords import Argon2PasswordHasher

TOKEN = "t" * 32


@contextmanager
def counted_checks() -> Iterator[list[str]]:
    """Gather every password that is checked against a stored hash."""
    checked, verify = [], Argon2PasswordHasher.verify

    def watched(self, password: str, encoded: str) -> bool:
        checked.append(password)
        return verify(self, password, encoded)

    Argon2PasswordHasher.verify = watched
    try:
        yield checked
    finally:
        Argon2PasswordHasher.verify = verify


def in_threads(number: int, work: Callable, jobs: Iterable) -> list:
    """Let so many threads share the jobs; returns what came of each, faults included."""
    waiting, results = list(jobs), []

    def go() -> None:
        while waiting:
            try:
                results.append(work(waiting.pop()))
            except IndexError:
                break
            except Exception as fault:
                results.append(fault)
        connection.close()

    threads = [threading.Thread(target=go) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def guess(email: str, number: int, addresses: int) -> int:
    """Guess once, from one of so many addresses, with a forged header on top."""
    client = Client(REMOTE_ADDR=f"198.51.100.{number % addresses}")
    told = {"login": email, "password": f"gjetning nummer {number}"}
    forged = {"x-forwarded-for": f"203.0.113.{number % 250}"}
    return client.post("/konto/login/", told, headers=forged).status_code


def tally(results: list) -> Counter:
    """How many of each."""
    return Counter(one if isinstance(one, int) else repr(one) for one in results)


class Outside:
    """Browsers at so many addresses of their own, which speak to a real web server."""

    def __init__(self, site: str, addresses: int) -> None:
        self.site = site
        self.browsers = [self._browser(f"127.0.1.{n + 1}") for n in range(addresses)]

    def _browser(self, address: str) -> httpx2.Client:
        transport = httpx2.HTTPTransport(local_address=address, verify=False)
        cookies = {settings.CSRF_COOKIE_NAME: TOKEN}
        headers = {"X-CSRFToken": TOKEN}
        return httpx2.Client(transport=transport, cookies=cookies, headers=headers, timeout=120)

    def guess(self, email: str, number: int) -> int:
        """Guess once, with a forged header on top."""
        told = {"login": email, "password": f"gjetning nummer {number}"}
        forged = {"x-forwarded-for": f"203.0.113.{number % 250}"}
        browser = self.browsers[number % len(self.browsers)]
        return browser.post(f"{self.site}/konto/login/", data=told, headers=forged).status_code

    def log_in(self, email: str, password: str) -> tuple[int, float]:
        """Log in as somebody else does meanwhile; returns the answer and how long it took."""
        began, told = time.monotonic(), {"login": email, "password": password}
        with self._browser("127.0.2.1") as browser:
            answer = browser.post(f"{self.site}/konto/login/", data=told)
        return answer.status_code, time.monotonic() - began
