"""The whole way in for a supplier that nobody knows: account, organisation, terms, qualified."""

import pytest
from playwright.sync_api import expect

from marketplace import invariants
from tests.accounts.codes import code_for
from tests.accounts.conftest import PASSWORD, letter_to, link_in
from tests.brreg.playing import playing
from tests.e2e.scenes import qualification

EMAIL = "nora@fjellvann.example"
NAME = "FJELLVANN HELSE DEMO AS"


@pytest.fixture
def register(settings):
    """Enhetsregisteret on loopback."""
    with playing() as server:
        settings.BRREG_URL = server.url
        yield server


def test_a_supplier_comes_all_the_way_from_nothing_to_qualified(actors, register, visitor):
    nora, ada = visitor(), visitor(acting=actors["admin"])
    vidar, passer_by = visitor(acting=actors["vurderer"]), visitor()

    sign_up(nora)
    join(nora)
    let_in(ada)
    set_up_two_steps(nora)
    accept_the_terms(nora)
    qualification.answer_in_parts(nora)
    qualification.show_and_send_in(nora)
    qualification.send_one_answer_back(vidar, NAME)
    qualification.mend(nora, NAME)
    qualification.find_in_order(vidar, NAME)
    qualification.approve(ada, NAME)
    qualification.check_the_certificate(passer_by, NAME)

    assert nora.troubles + ada.troubles + vidar.troubles + passer_by.troubles == []
    assert list(invariants.broken()) == []


def sign_up(nora) -> None:
    """An account, and the letter that proves the address."""
    nora.go("/konto/signup/")
    nora.fill_in(first_name="Nora", last_name="Fjell", email=EMAIL, password1=PASSWORD)
    nora.press("Opprett konto")
    nora.go(link_in(letter_to(EMAIL)))
    nora.press("Ja, det er min")
    expect(nora.main.locator("h1")).to_contain_text("Velkommen tilbake, Nora")


def join(nora) -> None:
    """The company by its number."""
    nora.follow("Finn virksomheten din")
    nora.fill_in(q="310 000 205")
    nora.press("Søk")
    nora.follow(f"Be om å bli med i {NAME}")
    nora.fill_in(kind="supplier", message="Vi lager løsninger for hjemmetjenesten.")
    nora.press("Send")
    expect(nora.messages).to_contain_text("Innmeldingen er sendt")


def let_in(ada) -> None:
    """FKJ makes the first one its administrator."""
    ada.pick_up(f"Nora Fjell – {NAME}")
    ada.take("Godkjenn", role="admin")


def set_up_two_steps(nora) -> None:
    """The new role binds others, so she is stopped and led to set it up."""
    nora.go("/")
    assert nora.heading == "Innlogging i to trinn"
    nora.follow("Sett opp en app")
    if "reauthenticate" in nora.page.url:
        nora.fill_in(password=PASSWORD)
        nora.press("Bekreft")
    nora.fill_in(code=code_for(nora.main.locator("code").inner_text()))
    nora.press("Slå på")
    nora.follow("Gå videre")


def accept_the_terms(nora) -> None:
    """What stops her now is the first thing on the front page."""
    nora.go("/")
    tasks = nora.main.locator("[aria-labelledby=oppgaver]")
    nora._click(tasks.get_by_role("link").first)
    nora.follow("Godta for virksomheten", exact=False)
    nora.fill_in(agree=True)
    nora.press("Godta vilkårene")
    expect(nora.messages).to_contain_text("Vilkårene er godtatt")
