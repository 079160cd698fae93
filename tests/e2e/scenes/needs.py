"""Innovasjonsarena: Inger finds others with the same need."""

from playwright.sync_api import expect

from marketplace.demo.chapters.needs import AUTOMATIC

THREE = {
    "Selvregistrering": "Idé",
    AUTOMATIC: "Publisert",
    "Videomøte med innbygger og pårørende": "Prioritering",
}


def compare_three_and_ask_to_join(people) -> None:
    """Browse to the theme, lay three needs side by side, and ask Innlandet to be let in."""
    inger = people["kommune"]
    browse_to_the_theme(inger)
    compare(inger)
    inger.follow(AUTOMATIC)
    inger.follow(AUTOMATIC)
    inger.follow("Be om å bli med")
    inger.fill_in(message="Vi registrerer det samme to ganger, og vil finne felles kriterier.")
    inger.press("Send forespørsel")
    expect(inger.main.get_by_text("Forespurt")).to_be_visible()


def browse_to_the_theme(inger) -> None:
    """Area, then theme."""
    inger.menu("Innovasjonsarena")
    for name in ("Tjenestetildeling", "Behandling av søknad", "Kognitiv kartlegging"):
        inger.follow(name, exact=False)
        expect(inger.main.locator("h1")).to_have_text(name)


def compare(inger) -> None:
    """Tick three needs and lay them side by side."""
    for title in THREE:
        inger.main.get_by_label(f"Sammenlign {title}", exact=True).check()
    inger.press("Sammenlign")
    for title, status in THREE.items():
        expect(inger.main.get_by_role("region", name=title)).to_contain_text(status)
