"""A real browser in front of a real server, and the people of the demo in front of the browser."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection, connections

from marketplace.demo import cast, chapters, supplier
from marketplace.demo.story import Cast
from marketplace.runtime.browser import chromium
from marketplace.runtime.processes import dying_with_parent
from tests.e2e.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items) -> None:
    """Mark everything here, so that it can be left out when there is no browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    """The installed browser. Its own sandbox does not work as root in a container."""
    path = {"executable_path": chromium()}
    return browser_type_launch_args | path | {"args": ["--no-sandbox", "--disable-dev-shm-usage"]}


@pytest.fixture(scope="session", autouse=True)
def own_connection_closed(playwright) -> Iterator[None]:
    """Close the connection of the event loop, or the test database cannot be removed."""
    yield
    connections.close_all()


@pytest.fixture
def actors(live_server, known_facts) -> Cast:
    """Everybody in the demo, with the terms accepted and the suppliers qualified."""
    everybody = cast.assemble()
    chapters.terms.accept(everybody)
    chapters.qualification.tell(everybody)
    return everybody


@pytest.fixture
def visitor(live_server, browser) -> Iterator:
    """Make visitors; their windows are closed afterwards."""
    made = []

    def new(acting=None, **settings) -> Visitor:
        made.append(Visitor(browser, live_server.url, **settings))
        if acting:
            made[-1].come_in_as(acting)
        return made[-1]

    yield new
    for one in made:
        one.page.context.close()


@pytest.fixture
def workers(transactional_db, tmp_path) -> Iterator[None]:
    """A Celery worker on the test database, and the reference supplier that it may fetch from."""
    with supplier.running(tmp_path) as state:
        fetch = {"FETCH_CONNECT_TO": state["connect_to"], "FETCH_EXTRA_CA": state["ca"]}
        command = [sys.executable, "-m", "celery", "--app", "marketplace", "worker"]
        with (tmp_path / "worker.log").open("wb") as log:
            worker = subprocess.Popen(
                [*command, "--loglevel=INFO", "--concurrency=2"],
                cwd=ROOT,
                env=os.environ | fetch | {"DATABASE_URL": address_of_test_database()},
                stdout=log,
                stderr=log,
                preexec_fn=dying_with_parent(),
            )
        yield
        worker.terminate()
        worker.wait(30)


def address_of_test_database() -> str:
    """The address that another process finds the same database at."""
    told = connection.settings_dict
    who = quote(told["USER"]) + (f":{quote(told['PASSWORD'])}" if told["PASSWORD"] else "")
    port = f":{told['PORT']}" if told["PORT"] else ""
    return f"postgresql://{who}@{quote(told['HOST'], safe='')}{port}/{told['NAME']}"
