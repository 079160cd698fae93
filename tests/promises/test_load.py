"""R5 in full: two thousand checks, while workers and web are killed and Redis is emptied."""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from marketplace import invariants
from marketplace.runtime.turns import within
from tests import cast
from tests.promises.history import FAIL, INFO, INVOKE, OK, History, doubled
from tests.promises.nemesis import Nemesis, worker_killer
from tests.promises.stack import Stack, standing
from tests.signing_in import enter
from verification.checks import CHECKS
from verification.models import CheckRun, Run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
RUNS = 400
WEB_KILLS, WORKER_KILLS, LOSSES = 20, 20, 3
TOKEN = "t" * 32


@pytest.fixture
def stack(transactional_db, tmp_path) -> Iterator[Stack]:
    """Web, worker and beat, with a supplier that answers at once."""
    with standing(tmp_path) as stack:
        stack.start_web()
        stack.start_worker(2)
        stack.start_beat()
        yield stack


@pytest.fixture
def versions(application, supplier) -> list:
    """Declared versions, each waiting for its run."""
    places = {"ui_url": "https://treg.demo.example/", "fhir_url": "https://treg.demo.example/fhir"}
    return [cast.declare(application, supplier, f"{n}.0", **places) for n in range(1, RUNS + 1)]


def browser(stack: Stack, actor) -> httpx2.Client:
    """Somebody logged in, who asks over real HTTP."""
    client = Client()
    enter(client, actor.user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: TOKEN}
    return httpx2.Client(cookies=cookies, headers={"X-CSRFToken": TOKEN}, timeout=10)


def order(stack: Stack, history: History, who: httpx2.Client, version) -> None:
    """Ask for a run until somebody says that it is ordered, or that it was already."""
    key = str(version.pk)
    history.write(INVOKE, key, "verify")
    while True:
        try:
            answer = who.post(f"{stack.site}/api/v1/versjon/{key}/steps/verify/", json={})
        except httpx2.HTTPError:
            history.write(INFO, key, "verify")
            continue
        if answer.status_code in (200, 409):
            # 409 after an answer that was lost: the run is there already.
            history.write(OK, key, "verify", answer.status_code)
            return
        history.write(INFO if answer.status_code >= 500 else FAIL, key, value=answer.status_code)


def web_killer(stack: Stack):
    """A blow that kills the web server, and starts it again at the same address."""

    def blow() -> None:
        stack.kill("web")
        stack.start_web(again=True)

    return blow


def test_nothing_is_lost_and_nothing_is_done_twice(stack, versions, supplier, tmp_path):
    history = History(tmp_path / "history.jsonl")
    blows = {"worker": worker_killer(stack), "web": web_killer(stack), "redis": stack.lose_redis}
    nemesis = Nemesis(history, blows)
    who = browser(stack, supplier)

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(order, stack, history, who, version) for version in versions]
        strikes = ["web"] * WEB_KILLS + ["worker"] * WORKER_KILLS + ["redis"] * LOSSES
        _strike_all(nemesis, strikes)
        for one in asked:
            one.result()
    assert within(900, lambda: not Run.objects.active().exists())

    found = [str(pk) for pk in Run.objects.values_list("version", flat=True)]
    assert history.lost(found) == doubled(found) == set()
    assert history.ghosts(found) - {"nemesis"} == set()
    assert CheckRun.objects.filter(state=CheckRun.State.DONE).count() == RUNS * len(CHECKS)
    assert list(invariants.broken()) == []
    print(f"{RUNS * len(CHECKS)} checks, {len(nemesis.struck)} blows, 0 lost, 0 twice")


def _strike_all(nemesis: Nemesis, strikes: list[str]) -> None:
    random.Random(5).shuffle(strikes)
    pause = threading.Event()
    for name in strikes:
        pause.wait(1.0)
        nemesis.strike(name)
    connection.close()
