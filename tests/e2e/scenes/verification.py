"""Verifikasjon: declared by the supplier, checked by machines, judged by a person."""

from playwright.sync_api import expect

from marketplace.demo.answers import PRODUCT
from tests.e2e import prepared
from verification.checks import CHECKS

NAME = "KognitivKart"
HOST = "https://kognitivkart.demo.example/"
PATIENCE = 90_000
VERSION = {
    "number": "1.0.0",
    "release_notes": "Første versjon.",
    "artifact_sha256": "a" * 64,
    "ui_url": HOST,
    "fhir_url": f"{HOST}fhir",
}


def declare_and_verify(people) -> None:
    """From nothing to an attestation."""
    lea = people["leverandor"]
    declare(lea)
    verify(lea)
    judge(people["vurderer"], lea.heading)


def declare(lea) -> None:
    """Fill in the whole declaration and stand behind it."""
    lea.menu("Verifikasjon")
    lea.follow("Ny sluttbrukerløsning")
    lea.fill_in(name=NAME, summary="Kartlegging som tas med ut.", areas=[str(prepared.theme().pk)])
    lea.press("Lagre")
    lea.follow("Ny versjon")
    lea.fill_in(**VERSION)
    lea.press("Lag versjonen")
    lea.follow("Alt på én side")
    lea.fill_in(**PRODUCT)
    lea.press("Lagre")
    lea.take("Deklarer")


def verify(lea) -> None:
    """Start the checks and watch the page until the workers are done."""
    lea.take("Start selvverifisering")
    lea.follow("Kjøring", exact=False)
    done = f"{len(CHECKS)} av {len(CHECKS)} sjekker er ferdige"
    expect(lea.main.locator("#kjoring")).to_contain_text(done, timeout=PATIENCE)
    expect(lea.main.locator("#kjoring")).to_contain_text("Venter på vurdering", timeout=PATIENCE)
    lea.look()


def judge(vidar, run: str) -> None:
    """The reviewer looks at the rest, and attests."""
    vidar.pick_up(run)
    vidar.take("Godkjenn og utsted attest", note="Deklarasjon og funn er gjennomgått.")
    expect(vidar.main).to_contain_text("Bestått")
