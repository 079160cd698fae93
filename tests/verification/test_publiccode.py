"""publiccode.yml: what public software says of itself becomes answers, after a look."""

import pytest

from marketplace.interchange import publiccode
from tests.verification.files import address, changed_keys, confirm, send, told

pytestmark = pytest.mark.django_db
PUBLICCODE = """
publiccodeYmlVersion: '0.4'
name: Kartlegging
url: https://example.org/kart.git
landingURL: https://example.org/
releaseDate: 2026-01-15
softwareVersion: 2.1.0
developmentStatus: stable
platforms: [web, android, amiga]
legal: {license: AGPL-3.0-or-later}
localisation: {localisationReady: true, availableLanguages: [nb, nn-NO, en, fi]}
maintenance: {type: internal, contacts: [{name: Kari, email: kari@example.org}]}
description:
  en: {shortDescription: In English, longDescription: An English text.}
  nb:
    shortDescription: Kartlegging som tas med ut.
    longDescription: Kartlegge kognitiv funksjon på samme måte i hele kommunen.
    features: [Kartlegge uten nett, Dele resultatet med hele laget rundt innbyggeren]
"""


def test_a_national_number_is_left_out(sign_in, supplier, draft):
    text = PUBLICCODE.replace("på samme måte i hele kommunen", "hos 13097248022 og alle andre")

    shown = send(sign_in(supplier), draft, "publiccode.yml", text.encode())

    assert "Formål: Fjern fødselsnummeret" in told(shown)
    assert "purpose" not in changed_keys(shown)
    assert "summary" in changed_keys(shown)


def test_a_publiccode_answers_what_it_can(empty):
    found = publiccode.read(PUBLICCODE.encode(), empty.schema).answers

    assert found["summary"] == "Kartlegging som tas med ut."
    assert found["capabilities"].startswith("Kartlegge uten nett\nDele")
    assert found["languages"] == ["bokmal", "nynorsk", "english", "other"]
    assert found["clients"] == ["browser", "android"]
    assert found["licence"] == "open_source"
    assert found["available_from"] == "2026-01-15"
    assert found["contact"] == "kari@example.org"


def test_a_publiccode_is_shown_and_then_saved(sign_in, supplier, empty):
    client = sign_in(supplier)

    shown = send(client, empty, "publiccode.yml", PUBLICCODE.encode())
    confirm(client, empty, shown)

    empty.refresh_from_db()
    assert empty.answers["source_code"] == "https://example.org/kart.git"
    assert empty.answers["availability"] == "ready"


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/publiccode.yml", "https://localhost/x", "http://example.org/x"]
)
def test_an_address_inside_is_never_fetched(url, sign_in, supplier, draft):
    answer = sign_in(supplier).post(address("import", draft), {"url": url})

    assert answer.status_code == 422


def test_a_publiccode_is_fetched_from_an_address(sign_in, supplier, empty, rehearse):
    rehearse(secure=[(200, {"Content-Type": "text/yaml"}, PUBLICCODE.encode())])

    shown = sign_in(supplier).post(
        address("import", empty), {"url": "https://prove.example/publiccode.yml"}
    )

    assert "summary" in changed_keys(shown)
