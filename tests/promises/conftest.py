"""A stack of real processes for the promises, and a run that takes its time."""

import pytest

from marketplace import invariants
from tests import cast
from tests.promises.stack import standing

SLOW_SECONDS = 1.5


@pytest.fixture
def stack(transactional_db, tmp_path):
    """The site's processes on the test's own database."""
    with standing(tmp_path, SLOW_SECONDS) as stack:
        yield stack
    assert list(invariants.broken()) == []


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
