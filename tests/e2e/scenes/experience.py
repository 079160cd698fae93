"""Erfaringsarena: how it went, and round again."""

from playwright.sync_api import expect

from tests.e2e import prepared

TITLE, NEW_NEED = "Kartleggingen gjøres én gang", "Opplæring av vikarer"


def tell_how_it_went(people) -> None:
    """Publish the experience, and let it become a new need."""
    inger = people["kommune"]
    write(inger)
    inger.take("Publiser erfaringen")
    inger.menu("Erfaringsarena")
    inger.follow(TITLE)
    start_a_need(inger)


def write(inger) -> None:
    """Scores and words."""
    inger.follow("Fortell hvordan det gikk")
    inger.fill_in(
        title=TITLE,
        usability="5",
        functionality="4",
        introduction="4",
        recommend=9,
        what_worked="Virker uten nett.",
        what_did_not="Opplæringen av vikarer tok lang tid.",
        months_to_use=2,
        users=85,
    )
    inger.press("Lagre utkast")


def start_a_need(inger) -> None:
    """The experience becomes a draft of a need."""
    inger.take(
        "Lag et behov av erfaringen",
        title=NEW_NEED,
        problem="Vikarer får ikke opplæring før de skal kartlegge.",
        area=str(prepared.theme().pk),
    )
    inger.follow(NEW_NEED)
    expect(inger.main.get_by_text("Utkast", exact=True).first).to_be_visible()
