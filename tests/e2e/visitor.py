"""A person at a browser, who notices everything that is wrong with a page."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Locator, expect

from tests.signing_in import enter

AXE = Axe()
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"resultTypes": ["violations"], "runOnly": STANDARDS}
# What others have drawn is not ours to correct; the page around it is.
OURS = {"exclude": [["#swagger-ui"]]}
TELL_ABOUT_CSP = """addEventListener("securitypolicyviolation", (event) => console.error(
    `CSP: ${event.violatedDirective} refuses ${event.blockedURI} in ${event.sourceFile}`))"""
WIDE, PHONE, SMALL = (
    {"width": 1280, "height": 900},
    {"width": 390, "height": 844},
    {"width": 320, "height": 700},
)


class Visitor:
    """Someone who clicks and types; `troubles` gathers what they come across."""

    def __init__(self, browser: Browser, site: str, looks: bool = True, **settings) -> None:
        context = browser.new_context(
            base_url=site, locale="nb-NO", **{"viewport": WIDE} | settings
        )
        context.add_init_script(TELL_ABOUT_CSP)
        self.page, self.site, self.troubles = context.new_page(), site, []
        self.looks, self.who = looks, "alle"
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._complain(f"script error: {error}"))

    # --- going around --------------------------------------------------------------------------

    @property
    def main(self) -> Locator:
        """What is between the header and the footer."""
        return self.page.get_by_role("main")

    @property
    def messages(self) -> Locator:
        """What the portal says happened."""
        return self.main.locator(".fkj-messages")

    @property
    def heading(self) -> str:
        """The heading of the page."""
        return self.main.locator("h1").inner_text()

    def go(self, address: str) -> None:
        """Type an address."""
        self.page.goto(address)
        self.look()

    def menu(self, name: str) -> None:
        """Follow a link in the main menu."""
        self._click(self.page.locator("#hovedmeny").get_by_role("link", name=name, exact=True))

    def follow(self, name: str, exact: bool = True) -> None:
        """Follow the first link with the words."""
        self._click(self.main.get_by_role("link", name=name, exact=exact).first)

    def press(self, name: str, exact: bool = True) -> None:
        """Press a button that leads to a page."""
        self._click(self.main.get_by_role("button", name=name, exact=exact).first)

    def pick_up(self, title: str) -> None:
        """Go to the front page and follow the task that waits there."""
        self.go("/")
        tasks = self.main.locator("[aria-labelledby=oppgaver]")
        self._click(tasks.get_by_role("link", name=title, exact=True).first)

    def take(self, step: str, **answers) -> None:
        """Take a step from «Neste steg», and answer what it asks."""
        panel = self.main.locator(".fkj-next")
        link = panel.get_by_role("link", name=step, exact=True)
        self._click(link.or_(panel.get_by_role("button", name=step, exact=True)))
        if "/steg/" in self.page.url:
            self.fill_in(**answers)
            self.press(step)
        expect(self.messages).to_contain_text(f"Gjort: {step}")

    def come_in_as(self, actor) -> None:
        """Be logged in already."""
        client = Client()
        enter(client, actor.user)
        self.who = actor.user.first_name
        told = {name: morsel.value for name, morsel in client.cookies.items()}
        cookies = [{"name": n, "value": v, "url": self.site} for n, v in told.items()]
        self.page.context.add_cookies(cookies)

    def log_in(self, email: str, password: str) -> None:
        """Log in through the page."""
        self.who = email.partition("@")[0]
        self.go("/konto/login/")
        self.fill_in(login=email, password=password)
        self.press("Logg inn")
        expect(self.main.locator("h1")).to_contain_text("Velkommen tilbake")

    # --- filling in ----------------------------------------------------------------------------

    def fill_in(self, **answers) -> None:
        """Answer fields by their names, whatever kind they are."""
        for name, answer in answers.items():
            if isinstance(answer, dict):
                self.fill_in(**{f"{name}_{part}": said for part, said in answer.items()})
            elif isinstance(answer, list) and all(isinstance(row, dict) for row in answer):
                self._fill_in_rows(name, answer)
            else:
                self._answer(name, answer)

    def _fill_in_rows(self, name: str, rows: list[dict]) -> None:
        for number, row in enumerate(rows):
            cells = {f"{name}-{number}-{key}": said for key, said in row.items() if key != "row"}
            self.fill_in(**cells)

    def _answer(self, name: str, answer) -> None:
        fields = self.main.locator(f"[name='{name}']")
        kind = fields.first.evaluate("field => field.type")
        if kind in ("radio", "checkbox"):
            self._tick(fields, kind, answer)
        elif kind.startswith("select"):
            fields.select_option(answer)
        else:
            fields.fill(str(answer))

    def _tick(self, fields: Locator, kind: str, answer) -> None:
        if kind == "checkbox" and answer is True:
            fields.check()
            return
        values = answer if isinstance(answer, list) else [answer]
        words = {True: "yes", False: "no"}
        for value in values:
            said = words.get(value, value) if isinstance(value, bool) else value
            fields.and_(self.page.locator(f"[value='{said}']")).check()

    # --- noticing ------------------------------------------------------------------------------

    def look_from_everywhere(self, address: str) -> None:
        """Go there, and look in every window and light."""
        self.page.goto(address)
        self.look_around()

    def look_around(self) -> None:
        """Look in every window and light."""
        for size in (WIDE, PHONE, SMALL):
            self.page.set_viewport_size(size)
            for light in ("light", "dark"):
                self.page.emulate_media(color_scheme=light)
                self.look()

    def look(self) -> None:
        """Look at the page as it stands now: is it accessible, and does it fit?"""
        self.page.wait_for_load_state("load")
        if not self.looks:
            return
        for fault in AXE.run(self.page, OURS, RULES).response["violations"]:
            where = "; ".join(str(node["target"]) for node in fault["nodes"][:3])
            self._complain(f"{fault['id']}: {fault['help']} at {where}")
        if self.scrolls_sideways():
            self._complain(f"scrolls sideways at {self.page.viewport_size['width']} px")
        self.photograph()

    def scrolls_sideways(self) -> bool:
        """Tell whether the page is wider than the window."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )

    def photograph(self) -> None:
        """Save a picture when FKJ_SHOTS names a directory."""
        if not (place := os.environ.get("FKJ_SHOTS")):
            return
        path = self.page.url.removeprefix(self.site).strip("/") or "forside"
        dark = self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        name = f"{self.who}-" + re.sub(r"[^\w-]+", "-", path)[:80]
        width = self.page.viewport_size["width"]
        target = Path(place) / f"{name}-{width}{'-dark' if dark else ''}.png"
        # Hiding the caret would leave style attributes behind, which the policy refuses to copy.
        self.page.screenshot(path=target, full_page=True, caret="initial")

    @contextmanager
    def expecting_arrival(self) -> Iterator[None]:
        """Wait for the page that something leads to, and look at it."""
        with self.page.expect_navigation():
            yield
        self.look()

    def _click(self, what: Locator) -> None:
        with self.expecting_arrival():
            what.click()

    def _hear(self, message) -> None:
        is_answer = message.text.startswith("Failed to load resource")
        is_page_itself = message.location.get("url") == self.page.url
        if message.type == "error" and not (is_answer and is_page_itself):
            self._complain(message.text)

    def _complain(self, trouble: str) -> None:
        self.troubles.append(f"{self.page.url.removeprefix(self.site)}: {trouble}")
