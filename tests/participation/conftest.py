"""A newcomer with a verified address, Ringsaker's administrator, and the register on loopback."""

import pytest

from marketplace.actor import Actor
from tests import cast
from tests.brreg.playing import playing
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
