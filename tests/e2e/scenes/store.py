"""Butikken: on the shelf, found, compared, ordered and taken into use."""

from playwright.sync_api import expect

from marketplace.clock import db_today
from tests.e2e.prepared import COMPETITOR
from tests.e2e.scenes.verification import NAME


def put_on_the_shelf(people) -> None:
    """The supplier says what it costs and publishes."""
    lea = people["leverandor"]
    lea.menu("Verifikasjon")
    lea.follow(NAME)
    lea.follow("Legg ut i butikken")
    lea.fill_in(price_model="per_inhabitant", price="18", period="year")
    lea.press("Lagre utkast")
    lea.take("Publiser i butikken")


def find_and_compare(people) -> None:
    """Search, narrow down, widen again, and lay two side by side."""
    inger = people["kommune"]
    inger.menu("Butikken")
    search(inger)
    filter_and_unfilter(inger)
    for name in (NAME, COMPETITOR):
        inger.main.get_by_label(f"Sammenlign {name}", exact=True).check()
    inger.press("Sammenlign")
    expect(inger.main.get_by_role("region", name=COMPETITOR)).to_contain_text("Nordlys")
    inger.follow(NAME)


def search(inger) -> None:
    """Type a word; the list follows."""
    inger.main.locator("[name=q]").fill("vedtak")
    expect(inger.main.locator("#treff-tittel")).to_have_text("1 løsning")
    inger.main.locator("[name=q]").fill("")
    expect(inger.main.locator("#treff-tittel")).to_have_text("2 løsninger")


def filter_and_unfilter(inger) -> None:
    """Only what works without a network; then everything again."""
    inger.main.locator("summary", has_text="Virker uten nett").click()
    inger.main.locator("[name=offline][value=yes]").check()
    expect(inger.main.locator("#treff-tittel")).to_have_text("1 løsning")
    inger.look()
    inger.follow("Fjern filter", exact=False)
    expect(inger.main.locator("#treff-tittel")).to_have_text("2 løsninger")


def order(people) -> None:
    """Drafted by the buyer, approved by another, confirmed by the supplier, signed."""
    inger, lars, lea = people["kommune"], people["leder"], people["leverandor"]
    inger.follow("Bestill / lag kontrakt")
    expect(inger.main.locator("[name=basis][value=framework]")).to_be_checked()
    inger.fill_in(initial_months=12, amount=641_016)
    inger.press("Lagre utkast")
    inger.take("Send til intern godkjenning")
    contract = inger.heading
    lars.pick_up(contract)
    lars.take("Godkjenn og send til leverandøren")
    lea.pick_up(contract)
    lea.take("Bekreft bestillingen")
    agreed = {"agreed_on": db_today().isoformat(), "note": "Kommunedirektør og daglig leder."}
    lea.take("Registrer databehandleravtalen", **agreed)
    lea.take("Signer for leverandøren")
    lars.pick_up(contract)
    lars.take("Signer for kommunen")


def take_into_use(people) -> None:
    """The contract first; then the municipality says so for everybody to see."""
    inger = people["kommune"]
    inger.go(inger.page.url)
    inger.take("Start innføringen")
    inger.take("Ta i bruk")
    contract = inger.heading
    inger.follow(NAME)
    inger.follow("Vi bruker eller vurderer den")
    inger.fill_in(contract=contract)
    inger.press("Lagre")
    inger.take("Vi har tatt den i bruk")
