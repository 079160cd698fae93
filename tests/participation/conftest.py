"""A newcomer with a verified address, Ringsaker's administrator, and the register on loopback."""

import pytest

from marketplace.actor import Actor
from participation.models import Qualification, Terms
from tests import cast
from tests.brreg.playing import playing
from tests.participation.going import send_in
from tests.participation.people import newcomer_at
from tests.participation.versions import publish


@pytest.fixture
def newcomer(known_facts) -> Actor:
    """Somebody new."""
    return newcomer_at("ny@test.example")


@pytest.fixture
def town_admin(municipality):
    """Ringsaker's administrator."""
    return cast.actor("town-admin", municipality, "admin")


@pytest.fixture
def second_admin(municipality):
    """Another one."""
    return cast.actor("second-admin", municipality, "admin")


@pytest.fixture
def register(settings):
    """Enhetsregisteret on loopback; it knows the newcomer's company."""
    with playing() as server:
        settings.BRREG_URL = server.url
        yield server


@pytest.fixture
def submitted(supplier) -> Qualification:
    """A qualification that waits for a reviewer."""
    return send_in(supplier)


@pytest.fixture
def in_review(submitted, reviewer) -> Qualification:
    """A qualification that the reviewer has taken."""
    submitted.start_review(by=reviewer)
    return submitted


@pytest.fixture
def second_reviewer(fkj):
    """Another reviewer at FKJ."""
    return cast.actor("second-reviewer", fkj, "reviewer")


@pytest.fixture
def first_terms(administrator, reviewer) -> Terms:
    """Version 1 for municipalities, from today."""
    return publish(administrator, reviewer)


@pytest.fixture
def revise(administrator, reviewer):
    """Publish the next version for municipalities: by default material, within 40 days."""

    def next_version(**more) -> Terms:
        told = {"text": "# Formål\n\nVær helt åpen.", "valid_from": 10, "accept_by": 40}
        return publish(administrator, reviewer, **told | more)

    return next_version


@pytest.fixture
def second_terms(first_terms, revise) -> Terms:
    """A material revision from next week, to be accepted within a month."""
    return revise(valid_from=7, accept_by=30)
