"""A newcomer with a verified address, Ringsaker's administrator, and the register on loopback."""

import pytest

from marketplace.actor import Actor
from participation.models import Qualification
from tests import cast
from tests.brreg.playing import playing
from tests.participation.going import send_in
from tests.participation.people import newcomer_at


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
