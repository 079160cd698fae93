"""A municipal employee comes in by job account, in a real browser and through a real provider."""

import pytest
from playwright.sync_api import expect

from marketplace.demo import identity
from marketplace.demo.cast import PASSWORD
from marketplace.models import Membership, User
from tests.oidc.conftest import offer

KARI = "kari.jobbkonto@demo.example"


@pytest.fixture
def provider(live_server, settings, tmp_path):
    """The provider, which knows where this site is."""
    assert identity.is_possible(), "Install Node.js 20 or newer, and run npm ci."
    with identity.running(tmp_path, live_server.url) as environment:
        offer(settings, environment, live_server.url)
        yield environment


def come_in_by_job_account(visitor, name: str) -> None:
    """From the log-in page, over the provider, and back."""
    visitor.go("/konto/login/")
    visitor.press("Logg inn med jobbkonto")
    visitor.press(name)


def test_a_municipal_employee_enters_with_organisation(provider, actors, visitor):
    kari = visitor()

    come_in_by_job_account(kari, "Kari Jobbkonto")

    expect(kari.main.locator("h1")).to_contain_text("Velkommen tilbake")
    kari.go("/min-side/")
    expect(kari.main).to_contain_text("Ringsaker")
    membership = Membership.objects.get(user__email=KARI)
    assert (membership.organisation.name, membership.role) == ("Ringsaker", "member")
    kari.go("/konto/innlogginger/")
    assert kari.troubles == []


def test_it_works_without_javascript_and_on_a_phone(provider, actors, visitor):
    size = {"width": 390, "height": 844}
    kari = visitor(java_script_enabled=False, looks=False, viewport=size)

    come_in_by_job_account(kari, "Kari Jobbkonto")

    expect(kari.main.locator("h1")).to_contain_text("Velkommen tilbake")
    assert User.objects.filter(email=KARI).exists()


def test_who_has_only_a_password_is_told_what_to_do(provider, actors, visitor):
    lavik = visitor()

    come_in_by_job_account(lavik, "Lavik Passord")

    expect(lavik.main.locator("h1")).to_have_text("Du kom ikke inn")
    expect(lavik.main).to_contain_text("to-trinns bekreftelse")
    lavik.follow("Til innloggingen")
    assert lavik.troubles == []


def test_a_supplier_tells_name_and_address(provider, actors, visitor):
    aksel = visitor()
    aksel.go("/konto/login/")

    aksel.press("Logg inn med BankID på vegne av virksomhet")
    aksel.press("Aksel Altinn")
    expect(aksel.main.locator("h1")).to_have_text("Fortell oss hva du heter")
    aksel.press("Lag konto")
    aksel.fill_in(first_name="Aksel", last_name="Altinn", email="aksel@demo.example")

    # The form with errors has been looked at; the letter is the accounts' own story.
    assert aksel.troubles == []


def test_a_way_in_is_connected_and_the_pages_fit_every_window(provider, actors, visitor):
    inger = visitor()
    inger.log_in("kommune@demo.example", PASSWORD)
    inger.look_from_everywhere("/konto/innlogginger/")

    inger.press("Koble til jobbkonto")
    inger.press("Kari Jobbkonto")

    expect(inger.messages).to_contain_text("Innloggingen er koblet til kontoen din")
    for page in (
        "/konto/innlogginger/",
        "/konto/innlogging/altinn/",
        "/konto/innlogginger/avbrutt/",
    ):
        inger.look_from_everywhere(page)
    passer_by = visitor()
    passer_by.look_from_everywhere("/konto/login/")
    assert inger.troubles + passer_by.troubles == []
