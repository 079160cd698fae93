"""Innovasjonsarena: four circles, a checklist and two signatures."""

from playwright.sync_api import expect

from innovation.models import ChecklistItem, Track
from marketplace.demo.chapters.needs import AUTOMATIC

CORE_TEAM, *OTHERS = Track.Kind.labels


def work_out_the_common_basis(people) -> None:
    """From a request to a felles behovsgrunnlag that both have signed."""
    iris = people["innlandet"]
    let_ringsaker_in(iris)
    work_through_the_circles(iris)
    answer_the_checklist(iris)
    sign(people)


def let_ringsaker_in(iris) -> None:
    """The one who leads says yes."""
    iris.pick_up(f"Ringsaker: {AUTOMATIC}")
    iris.press("Godta", exact=False)
    expect(iris.messages).to_contain_text("Gjort: Godta")


def work_through_the_circles(iris) -> None:
    """The core team first; then the work can start."""
    report(iris, CORE_TEAM)
    iris.take("Start samarbeidet")
    for circle in OTHERS:
        report(iris, circle)
    iris.take("Send til kontroll")


def report(iris, circle: str) -> None:
    """Say what came of one circle."""
    iris.follow(f"Oppdater {circle}")
    iris.fill_in(status="done", summary="Gjennomført; oppsummeringen er delt med alle.")
    iris.press("Lagre")


def answer_the_checklist(iris) -> None:
    """Every point, with words behind it."""
    for point in ChecklistItem.Point.labels:
        iris.follow(f"Svar {point}")
        iris.fill_in(answer="yes", evidence="Gjennomgått i kjerneteamet.")
        iris.press("Lagre")


def sign(people) -> None:
    """FKJ puts it forward, both sign, and FKJ hands it over."""
    frida = people["fasilitator"]
    frida.pick_up(AUTOMATIC)
    frida.take("Legg fram til godkjenning")
    for name in ("innlandet", "leder"):
        people[name].pick_up(AUTOMATIC)
        people[name].take("Godkjenn for kommunen")
    frida.go(frida.page.url)
    frida.take("Overlever til Felleskjøp")
    frida.follow("Les versjon 1")
    expect(frida.main).to_contain_text("Ringsaker")
