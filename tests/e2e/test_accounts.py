"""Coming in: signing up, setting up two steps, and a passkey, in a real browser."""

import pytest
from playwright.sync_api import expect

from marketplace.models import Membership, Organisation
from tests.accounts.codes import code_for
from tests.accounts.conftest import PASSWORD, account, letter_to, link_in

EMAIL = "kari@kommune.example"


@pytest.fixture
def approver(live_server, known_facts):
    """Somebody who has just been made approver, with a password only."""
    user = account(EMAIL)
    place = Organisation.objects.get(municipality_number="3411")
    Membership.objects.create(user=user, organisation=place, role="approver")
    return user


@pytest.fixture
def kari(visitor):
    """Her browser."""
    return visitor()


def fill_in_log_in(kari) -> None:
    """Log in, wherever it leads."""
    kari.go("/konto/login/")
    kari.fill_in(login=EMAIL, password=PASSWORD)
    kari.press("Logg inn")


def test_an_approver_is_stopped_sets_up_codes_and_goes_on(approver, kari):
    fill_in_log_in(kari)
    assert kari.heading == "Innlogging i to trinn"
    kari.go("/min-side/")
    expect(kari.main).to_contain_text("Rollen din kan binde andre")

    kari.follow("Sett opp en app")
    secret = kari.main.locator("code").inner_text()
    expect(kari.main.locator("img.fkj-qr")).to_be_visible()
    kari.fill_in(code=code_for(secret))
    kari.press("Slå på")
    expect(kari.main).to_contain_text("Du har 10 ubrukte koder.")
    kari.look_around()
    kari.follow("Gå videre")
    assert kari.heading == "Min side"

    log_out(kari)
    fill_in_log_in(kari)
    kari.look_around()
    kari.fill_in(code=code_for(secret, steps=1))
    kari.press("Logg inn")

    expect(kari.main.locator("h1")).to_contain_text("Velkommen tilbake")
    assert kari.troubles == []


def log_out(kari) -> None:
    """Through the page that asks first."""
    kari.go("/konto/logout/")
    kari.press("Logg ut")


def test_somebody_new_signs_up_and_is_let_in_by_the_letter(known_facts, kari):
    kari.go("/konto/login/")
    kari.follow("Opprett konto")
    kari.fill_in(first_name="Kari", last_name="Ny", email=EMAIL, password1=PASSWORD)
    kari.main.get_by_role("button", name="Vis passord").click()
    assert kari.main.locator("#id_password1").get_attribute("type") == "text"
    kari.press("Opprett konto")
    assert kari.heading == "Se i innboksen"

    kari.go(link_in(letter_to(EMAIL)))
    kari.press("Ja, det er min")

    expect(kari.main.locator("h1")).to_contain_text("Velkommen tilbake, Kari")
    expect(kari.main).to_contain_text("ikke knyttet til noen virksomhet")
    kari.look_around()
    assert kari.troubles == []


def test_a_passkey_is_made_and_is_enough_to_come_in(approver, kari):
    plug_in_a_key(kari)
    fill_in_log_in(kari)

    kari.follow("Lag en passnøkkel")
    kari.look_around()
    kari.fill_in(passwordless=True)
    kari.press("Lag passnøkkelen")
    expect(kari.main).to_contain_text("Du har 10 ubrukte koder.")
    kari.go("/konto/to-trinn/webauthn/")
    expect(kari.main).to_contain_text("Passnøkkel 1")
    kari.look_around()

    log_out(kari)
    kari.go("/konto/login/")
    kari.press("Logg inn med passnøkkel")

    expect(kari.main.locator("h1")).to_contain_text("Velkommen tilbake")
    assert kari.troubles == []


def plug_in_a_key(kari) -> None:
    """A key that lies in the machine and recognises its owner."""
    session = kari.page.context.new_cdp_session(kari.page)
    session.send("WebAuthn.enable")
    told = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": told})
