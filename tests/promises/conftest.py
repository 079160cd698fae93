"""A stack of real processes for the promises, and a run that takes its time."""

import pytest

from marketplace.demo.supplier import running
from tests import cast
from tests.promises.stack import Stack

SLOW_SECONDS = 1.5


@pytest.fixture
def stack(transactional_db, tmp_path):
    """The supplier runs; workers and beat are the test's to start. Redis is empty."""
    # Taken down before the database is emptied: a worker with an open transaction would stop that.
    with running(tmp_path, slow=SLOW_SECONDS) as supplier:
        stack = Stack(supplier, tmp_path)
        stack.lose_redis()
        yield stack
        stack.take_down()
        stack.lose_redis()


@pytest.fixture
def run(stack, application, supplier):
    """A run against a supplier that answers slowly, with its messages on the way."""
    places = {
        "ui_url": "https://treg.demo.example/",
        "fhir_url": "https://treg.demo.example/fhir",
    }
    version = cast.declare(application, supplier, **places)
    version.verify(by=supplier)
    return version.runs.get()
