"""Butikken: a newcomer finds what fits, compares three, orders one and shows on the map."""

import pytest
from playwright.sync_api import expect

from marketplace.clock import db_today
from tests.e2e import prepared
from tests.e2e.visitor import PHONE

SOUGHT, CHOSEN = "kognitiv kartlegging", "KognitivKart Mobil"
OTHERS = ("Kartlegg Felles", "Minnesjekk")

NONSENSE = [
    "/butikken/?offline=perhaps&kind=nonsense&area=nowhere&used_by=x&page=999999",
    f"/butikken/?q={'kognitiv ' * 1_100}",
    "/butikken/?q=%00%27%22%3B--&sort=sideways&vis=inside-out",
    "/butikken/finnes-ikke/",
    "/butikken/sammenlign/?id=99999999&need=99999999",
    "/butikken/sammenlign/?id=x&v=-1&need=%F0%9F%A6%8A",
    f"/butikken/sammenlign/?{'&'.join(f'id={n}' for n in range(1, 201))}",
]


@pytest.fixture
def told(actors):
    """The whole story."""
    prepared.whole_story(actors)
    return actors


def find(dina) -> None:
    """What assesses cognition, works without a network and is used by a municipality like ours."""
    dina.go("/")
    dina.menu("Butikken")
    dina.main.locator("[name=q]").fill(SOUGHT)
    expect(dina.main.locator("#treff-tittel")).to_have_text("4 løsninger")
    dina.main.locator("summary", has_text="Virker uten nett").click()
    dina.main.locator("[name=offline][value=yes]").check()
    expect(dina.main.locator("#treff-tittel")).to_have_text("2 løsninger")
    dina.follow("Brukt av kommuner på størrelse med Drammen")
    expect(dina.main.get_by_role("link", name=OTHERS[0], exact=True)).to_be_visible()


def compare_three(dina) -> None:
    """All three that assess cognition, by the rows of the declaration."""
    dina.go(f"/butikken/?q={SOUGHT}")
    for name in (CHOSEN, *OTHERS):
        dina.main.get_by_label(f"Sammenlign {name}", exact=True).check()
    dina.press("Sammenlign")
    for name in (CHOSEN, *OTHERS):
        expect(dina.main.get_by_role("link", name=name, exact=True).first).to_be_visible()


def order(dina, lea) -> str:
    """Called off from the framework; the supplier confirms. Gives the contract's name."""
    dina.follow(CHOSEN)
    dina.follow("Bestill / lag kontrakt")
    dina.fill_in(initial_months=4, amount=640_000)
    dina.press("Lagre utkast")
    dina.take("Send til intern godkjenning")
    dina.take("Godkjenn og send til leverandøren")
    contract = dina.heading
    lea.pick_up(contract)
    lea.take("Bekreft bestillingen")
    agreed = {"agreed_on": db_today().isoformat(), "note": "Kommunedirektør og daglig leder."}
    lea.take("Registrer databehandleravtalen", **agreed)
    lea.take("Signer for leverandøren")
    return contract


def show_on_the_map(dina, contract: str) -> None:
    """Signed and taken into use: the municipality counts."""
    dina.pick_up(contract)
    for step in ("Signer for kommunen", "Start innføringen", "Ta i bruk"):
        dina.take(step)
    dina.go("/butikken/kognitivkart-mobil/")
    dina.main.locator("#kommuner").locator("..").get_by_role("link", name="Drammen").click()
    dina.take("Vi har tatt den i bruk")
    dina.go("/butikken/kognitivkart-mobil/")
    expect(dina.main).to_contain_text("2 kommuner har den i bruk.")


def test_a_newcomer_finds_what_fits_orders_it_and_shows_on_the_map(told, visitor):
    dina, lea = visitor(told["drammen"]), visitor(told["leverandor"])

    find(dina)
    compare_three(dina)
    contract = order(dina, lea)
    show_on_the_map(dina, contract)

    assert dina.troubles + lea.troubles == []


def test_it_is_found_and_compared_on_a_phone(told, visitor):
    dina = visitor(told["drammen"], viewport=PHONE)

    dina.go(f"/butikken/?q={SOUGHT}&offline=yes&used_by=city")
    dina.follow(OTHERS[0])
    dina.follow("Sammenlign")

    assert dina.troubles == []


def test_nonsense_gets_a_clear_page(told, visitor):
    anybody = visitor()

    for address in NONSENSE:
        anybody.go(address)
        expect(anybody.main.locator("h1")).to_have_count(1)

    assert anybody.troubles == []
