"""What is wrong with the file of providers is said when the site starts."""

import json

import pytest
import yaml
from django.core.exceptions import ImproperlyConfigured

from marketplace.demo import identity
from marketplace.oidc import configuration
from tests.test_house import ROOT

PID_KEY = "p" * 40
GOOD = {
    "id": "id-porten",
    "kind": "idporten",
    "issuer": "https://test.idporten.no",
    "client_id": "abc",
    "private_key": "id-porten.jwk",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with keys."""
    place = tmp_path_factory.mktemp("providers")
    identity.prepare(place)
    (place / "broken.jwk").write_text('{"kty": "RSA", "secret-of-ours": 1}')
    public = json.loads((place / "id-porten.jwk").read_text())
    told = {name: public[name] for name in ("kty", "kid", "n", "e")}
    (place / "public.jwk").write_text(json.dumps(told))
    return place


def read(place, rows, demo=False, pid_key=PID_KEY):
    """Read a file with these rows."""
    path = place / "providers.yaml"
    path.write_text(rows if isinstance(rows, str) else yaml.safe_dump(rows))
    return configuration.read(str(path), pid_key=pid_key, secret_key="s" * 50, demo=demo)


def test_no_file_means_no_ways_in():
    assert configuration.read("", pid_key="", secret_key="s") == ()


def test_a_good_file_is_read(place):
    (way,) = read(place, [GOOD])

    assert (way.id, way.level, way.name) == ("id-porten", "substantial", "ID-porten")
    assert way.browser_origins == ("https://test.idporten.no", "https://login.test.idporten.no")


WRONG = {
    "unknown kind": ({"kind": "facebook"}, "kind must be one of"),
    "nothing at all": ({"issuer": None}, "issuer must be text"),
    "http": ({"issuer": "http://test.idporten.no"}, "must begin with https"),
    "http on loopback": ({"issuer": "http://127.0.0.1:9000"}, "must begin with https"),
    "fragment": ({"issuer": "https://test.idporten.no#x"}, "must begin with https"),
    "id": ({"id": "ID porten"}, "small letters"),
    "level": ({"level": "low"}, "level must be one of"),
    "level as a number": ({"level": 4}, "level must be text"),
    "resource": ({"resource": "urn:x"}, "resource belongs"),
    "altinn without resource": ({"kind": "ansattporten-altinn"}, "resource belongs"),
    "spelling": ({"client_secret": "s3cret-canary"}, "client_secret, which means nothing"),
    "max_age": ({"max_age": "300"}, "max_age must be"),
    "max_age is yes": ({"max_age": True}, "max_age must be"),
    "origins": ({"browser_origins": "https://x.example"}, "list of origins"),
    "origin with path": ({"browser_origins": ["https://x.example/a"]}, "without a path"),
    "no key": ({"private_key": "missing.jwk"}, "cannot be read"),
    "broken key": ({"private_key": "broken.jwk"}, "not a private key"),
    "public key": ({"private_key": "public.jwk"}, "must be a private key"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_mistake_is_said_in_a_sentence(what, place):
    change, words = WRONG[what]

    with pytest.raises(ImproperlyConfigured, match=words) as told:
        read(place, [GOOD | change])

    assert "docs/sign-in.example.yaml" in str(told.value)
    assert "secret-of-ours" not in str(told.value) and "canary" not in str(told.value)


@pytest.mark.parametrize("text", ["", "{", "just text", "- a\n- b", "\x00"])
def test_a_file_that_is_no_list_is_said_to_be_so(text, place):
    with pytest.raises(ImproperlyConfigured, match=r"must be a list|neither YAML nor JSON"):
        read(place, text)


def test_two_with_one_id_are_one_too_many(place):
    with pytest.raises(ImproperlyConfigured, match="same id"):
        read(place, [GOOD, GOOD])


def test_a_missing_file_and_a_missing_field_are_named(place):
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        configuration.read("/nowhere/x.yaml", pid_key=PID_KEY, secret_key="s")
    with pytest.raises(ImproperlyConfigured, match="lacks client_id"):
        read(place, [{name: GOOD[name] for name in GOOD if name != "client_id"}])


@pytest.mark.parametrize("key", ["", "short", "s" * 50])
def test_the_key_of_the_numbers_is_a_secret_of_its_own(key, place):
    with pytest.raises(ImproperlyConfigured, match="OIDC_PID_KEY"):
        read(place, [GOOD], pid_key=key)


def test_only_a_demo_may_have_its_provider_on_loopback(place):
    (way,) = read(place, [GOOD | {"issuer": "http://127.0.0.1:9000"}], demo=True)

    assert way.browser_origins == ("http://127.0.0.1:9000",)
    with pytest.raises(ImproperlyConfigured):
        read(place, [GOOD | {"issuer": "http://elsewhere.example"}], demo=True)


def test_a_way_in_never_shows_its_key(place):
    (way,) = read(place, [GOOD])

    assert "key" not in repr(way).replace("private_key", "")


def test_the_example_in_the_documentation_can_be_read(place):
    example = yaml.safe_load((ROOT / "docs" / "sign-in.example.yaml").read_text())

    ways = read(place, [row | {"private_key": "id-porten.jwk"} for row in example])

    assert [way.id for way in ways] == ["jobbkonto", "altinn", "id-porten", "helseid"]
