"""Without a mouse, and without JavaScript."""

from playwright.sync_api import expect

from innovation.models import Need
from marketplace.demo.cast import PASSWORD
from marketplace.demo.chapters.verification import KOGNITIV
from tests.e2e import prepared

NARROW = {"width": 390, "height": 844}
IN_FOCUS = "document.activeElement"


def test_the_first_tab_stop_skips_to_the_content(live_server, known_facts, visitor):
    passer_by = visitor()
    passer_by.go("/")

    passer_by.page.keyboard.press("Tab")
    skip_link = passer_by.page.evaluate(f"{IN_FOCUS}.textContent")
    passer_by.page.keyboard.press("Enter")

    assert skip_link == "Hopp til hovedinnhold"
    assert passer_by.page.evaluate(f"{IN_FOCUS}.id") == "innhold"


def test_the_menu_opens_and_closes_on_a_phone(live_server, known_facts, visitor):
    passer_by = visitor(viewport=NARROW)
    passer_by.go("/")
    menu = passer_by.page.locator("#hovedmeny")
    expect(menu).to_be_hidden()

    passer_by.page.get_by_role("button", name="Meny", exact=True).press("Enter")
    expect(menu).to_be_visible()
    passer_by.look()
    passer_by.page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    passer_by.page.get_by_role("button", name="Meny", exact=True).press("Enter")
    menu.get_by_role("link", name="Butikken", exact=True).press("Enter")

    expect(passer_by.main.locator("h1")).to_have_text("Butikken")
    assert passer_by.troubles == []


def test_what_is_wrong_in_a_form_gets_the_focus(live_server, known_facts, visitor):
    passer_by = visitor()
    passer_by.go("/konto/login/")

    passer_by.press("Logg inn")
    summary = passer_by.main.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.press("Enter")

    expect(passer_by.main.locator("[name=login]")).to_be_focused()


def test_everything_works_without_javascript(actors, visitor):
    prepared.whole_story(actors)
    inger = visitor(java_script_enabled=False, looks=False)

    inger.log_in("kommune@demo.example", PASSWORD)
    inger.menu("Butikken")
    inger.main.locator("summary", has_text="Virker uten nett").click()
    inger.fill_in(offline=["yes"])
    inger.press("Vis treff")
    expect(inger.main.get_by_role("link", name=KOGNITIV, exact=True)).to_be_visible()
    expect(inger.main.get_by_role("link", name="Tildel", exact=True)).to_have_count(0)
    describe_a_need(inger)
    inger.take("Foreslå")

    assert Need.objects.get(title="Felles vaktplan").status == Need.Status.IDEA


def describe_a_need(inger) -> None:
    """The shortest description that can be saved."""
    inger.menu("Innovasjonsarena")
    inger.follow("Beskriv et behov")
    area = prepared.theme()
    problem = "Vaktplanen finnes i tre utgaver, og ingen av dem stemmer."
    inger.fill_in(title="Felles vaktplan", problem=problem, area=str(area.pk))
    inger.press("Lagre utkast")
