"""A newcomer finds a way in: by number, by invitation, and on pages that everybody can use."""

import pytest
from playwright.sync_api import expect

from marketplace.demo import chapters
from marketplace.demo.register import BANKRUPT, NEW
from marketplace.models import Letter
from participation.models import Invitation, JoinRequest
from tests.brreg.playing import playing


@pytest.fixture
def register(settings):
    """Enhetsregisteret on loopback."""
    with playing() as server:
        settings.BRREG_URL = server.url
        yield server


@pytest.fixture
def newcomers(actors):
    """Nina is new, Siri has asked Ringsaker, and a colleague of Lea is invited."""
    chapters.joining.tell(actors)
    return actors


def test_a_newcomer_finds_a_company_by_number_and_becomes_its_administrator(
    newcomers, register, visitor
):
    nina, ada = visitor(acting=newcomers["ny"]), visitor(acting=newcomers["admin"])
    nina.go("/")
    nina.follow("Finn virksomheten din")
    nina.fill_in(q="310 000 205")
    nina.press("Søk")
    nina.follow("Be om å bli med i FJELLVANN HELSE DEMO AS")
    nina.fill_in(kind="supplier", message="Vi lager løsninger for hjemmetjenesten.")
    nina.press("Send")
    expect(nina.messages).to_contain_text("Innmeldingen er sendt")

    ada.pick_up(f"{newcomers['ny'].user} – FJELLVANN HELSE DEMO AS")
    ada.take("Godkjenn", role="admin")

    nina.go("/min-side/")
    expect(nina.main).to_contain_text("FJELLVANN HELSE DEMO AS")
    nina.follow("Medlemmer og invitasjoner")
    expect(nina.main).to_contain_text("Administrator")
    assert nina.troubles + ada.troubles == []


def test_an_invited_colleague_comes_in_by_the_link(newcomers, visitor):
    lea = visitor(acting=newcomers["leverandor"])
    lea.go("/min-side/")
    lea.follow("Medlemmer og invitasjoner")
    lea.follow("Inviter")
    lea.fill_in(email="ny@demo.example", roles=["member"])
    lea.press("Send invitasjonen")
    expect(lea.messages).to_contain_text("Invitasjonen er sendt")
    path = Letter.objects.filter(to="ny@demo.example").first().text
    path = "/invitasjon/" + path.partition("/invitasjon/")[2].partition("/")[0] + "/"

    nina = visitor(acting=newcomers["ny"])
    nina.go(path)
    nina.take("Ta imot")

    assert path not in nina.page.url
    nina.go("/")
    expect(nina.page.locator("header")).to_contain_text("på vegne av Fjordhelse Demo AS")
    assert lea.troubles + nina.troubles == []


def test_pages_of_joining_are_accessible_and_fit_every_window(newcomers, register, visitor):
    nina, lars = visitor(acting=newcomers["ny"]), visitor(acting=newcomers["leder"])
    lea, passer_by = visitor(acting=newcomers["leverandor"]), visitor()
    find, members = "/virksomheter/finn/", f"/virksomheter/{newcomers['leder'].organisation.pk}"
    role = newcomers["leder"].organisation.memberships.first()

    for words in ("", NEW, BANKRUPT, "310000206", "Herøy", "finnes-ikke"):
        nina.look_from_everywhere(f"{find}?q={words}")
    for address in ("/", "/min-side/", f"/virksomheter/bli-med/?orgnr={NEW}", "/bytt-virksomhet/"):
        nina.look_from_everywhere(address)
    for more in ("", "inviter/", "gi-rolle/", f"{role.pk}/avslutt/"):
        lars.look_from_everywhere(f"{members}/medlemmer/{more}")
    lars.look_from_everywhere(JoinRequest.objects.get().get_absolute_url())
    lea.look_from_everywhere(Invitation.objects.get().get_absolute_url())
    passer_by.look_from_everywhere("/invitasjon/")

    assert nina.troubles + lars.troubles + lea.troubles + passer_by.troubles == []
