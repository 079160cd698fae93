"""A real provider process, and a site that is told of it as it would be of Ansattporten."""

import json

import pytest

from marketplace.demo import identity
from marketplace.models import Organisation
from marketplace.oidc import configuration, metadata, wire
from tests import cast
from tests.oidc.liar import lying
from tests.oidc.traveller import SITE, Traveller


def offer(settings, environment: dict[str, str], site: str = SITE) -> None:
    """Let the site be configured as the environment says."""
    ways = configuration.read(
        environment["OIDC_PROVIDERS"],
        pid_key=environment["OIDC_PID_KEY"],
        secret_key=settings.SECRET_KEY,
        demo=True,
    )
    settings.OIDC_WAYS, settings.OIDC_PID_KEY = ways, environment["OIDC_PID_KEY"]
    settings.SITE_URL = site
    directives = dict(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])
    directives["form-action"] = ["'self'", *configuration.origins(ways)]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives}
    metadata.forget()


@pytest.fixture(autouse=True)
def patient(monkeypatch) -> None:
    """A busy machine is not a provider that is down; the one test of that says so itself."""
    monkeypatch.setattr(wire, "SECONDS", 60.0)


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    """The demo's provider, a process of its own."""
    assert identity.is_possible(), "Install Node.js 20 or newer, and run npm ci."
    with identity.running(tmp_path_factory.mktemp("identity"), SITE) as environment:
        yield environment


@pytest.fixture
def ways(settings, provider, known_facts):
    """The site offers everything that the provider plays."""
    offer(settings, provider)
    return {way.id: way for way in settings.OIDC_WAYS}


@pytest.fixture
def traveller(ways) -> Traveller:
    """Somebody at a browser."""
    return Traveller()


@pytest.fixture
def fjord(known_facts) -> Organisation:
    """The demo's supplier, which Aksel represents."""
    return cast.company("supplier", "Fjordhelse Demo AS", "310000027")


@pytest.fixture(scope="module")
def own_keys(tmp_path_factory):
    """The site's keys, made once."""
    place = tmp_path_factory.mktemp("keys")
    identity.prepare(place)
    return place


@pytest.fixture
def liar(settings, own_keys, known_facts):
    """A provider that plays all four, truthfully until the test says otherwise."""
    with lying() as liar:
        rows = [
            {"id": id_, "issuer": liar.issuer, "client_id": id_, "private_key": f"{id_}.jwk"} | more
            for id_, more in identity.WAYS.items()
        ]
        (own_keys / "ways.json").write_text(json.dumps(rows))
        place = {"OIDC_PROVIDERS": str(own_keys / "ways.json"), "OIDC_PID_KEY": "k" * 40}
        offer(settings, place)
        yield liar
