"""Felleskjøp: announced, sealed, opened by two, quality before price, awarded and signed."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from marketplace.clock import db_now
from marketplace.demo.cast import COMPANIES, FJORD, NORDLYS
from marketplace.demo.chapters.needs import AUTOMATIC
from marketplace.demo.chapters.procurement import CRITERIA
from procurement.models import JointProcurement
from tests.procurement.conftest import let_the_deadline_pass

TITLE = "Felleskjøp av støtte til tildeling"
OFFERS = {"leverandor": (FJORD, 1_200_000, 9), "nordlys": (NORDLYS, 1_450_000, 6)}


def announce(people) -> None:
    """Drafted by one, checked by another, joined by two, published by the first."""
    ina, frida = people["innkjop"], people["fasilitator"]
    draft(ina)
    frida.pick_up(TITLE)
    frida.take("Godkjenn utkastet")
    for name in ("leder", "innlandet"):
        join(people[name])
    ina.pick_up(TITLE)
    ina.take("Kunngjør")


def draft(ina) -> None:
    """What is bought, for how much, by when, and what it is judged by."""
    ina.menu("Felleskjøp")
    ina.follow("Nytt felleskjøp")
    tomorrow = timezone.localtime(db_now() + timedelta(days=1))
    ina.fill_in(
        title=TITLE,
        description="Støtte til lik tildeling av tjenester i kommunene som er med.",
        basis=f"{AUTOMATIC} v1",
        estimated_value=1_500_000,
        max_value=4_000_000,
        term_months=24,
        deadline=f"{tomorrow:%Y-%m-%dT%H:%M}",
        minimum_offers=2,
        minimum_days=0,
        standstill_days=0,
    )
    ina.press("Lagre utkast")
    for criterion in CRITERIA:
        ina.follow("Nytt kriterium")
        ina.fill_in(**criterion)
        ina.press("Lagre")


def join(approver) -> None:
    """Bind the municipality."""
    approver.pick_up(TITLE)
    approver.follow("Meld kommunen på")
    approver.fill_in(estimate=700_000, agree=True)
    approver.press("Meld på")


def hand_in_offers(people) -> None:
    """Two suppliers; each gets a receipt."""
    for name, (_company, price, _points) in OFFERS.items():
        supplier = people[name]
        supplier.menu("Felleskjøp")
        supplier.follow(TITLE)
        supplier.follow("Skriv tilbud")
        supplier.fill_in(solution="Felles kriterier, forslag og evaluering.", price=price)
        supplier.press("Lagre utkast")
        supplier.take("Lever tilbudet")
        expect(supplier.main.get_by_role("region", name="Kvitteringer")).to_contain_text("mottatt")


def evaluate_and_award(people) -> None:
    """Nobody opens alone, and nobody sees a price before quality is agreed on."""
    ina, vidar = people["innkjop"], people["vurderer"]
    open_the_offers(ina, people["admin"])
    ina.take("Kontroller kvalifikasjoner")
    ina.take("Start vurdering av kvalitet")
    for company, _price, points in OFFERS.values():
        score(vidar, ina.page.url, COMPANIES[company][1], points)
    ina.go(ina.page.url)
    ina.take("Slå fast enighet om kvalitet")
    expect(ina.main).not_to_contain_text("1 200 000")
    ina.take("Åpne prisene")
    award(ina)


def open_the_offers(ina, ada) -> None:
    """After the deadline, two persons."""
    # Nobody can move the clock forward, so the deadline is moved back.
    let_the_deadline_pass(JointProcurement.objects.get(title=TITLE))
    ina.pick_up(TITLE)
    expect(ina.main.get_by_role("heading", name="Tilbud", exact=True)).to_have_count(0)
    ina.take("Lukk for tilbud")
    ina.take("Godkjenn åpning")
    ada.go(ina.page.url)
    ada.take("Åpne tilbudene")
    ina.go(ina.page.url)


def score(vidar, address: str, company: str, points: int) -> None:
    """Points with words behind them, while the price is hidden."""
    vidar.go(address)
    vidar.follow(company)
    expect(vidar.main).to_contain_text("Prisen er forseglet")
    vidar.follow("Gi poeng")
    for field in vidar.main.locator("[name^=points_]").all():
        field.fill(str(points))
    for field in vidar.main.locator("[name^=justification_]").all():
        field.fill("Prøvd i felt.")
    vidar.press("Lagre")


def award(ina) -> None:
    """The best one, with reasons, to everybody at the same time."""
    winner = COMPANIES[FJORD][1]
    ina.take("Innstill et tilbud", offer=f"{winner}: {TITLE}", note="Best kvalitet, lavest pris.")
    ina.take("Meddel tildelingen")
    ina.take("Start karens")
    ina.take("Inngå rammeavtale")


def sign_the_framework_agreement(people) -> None:
    """Both sides; then the municipalities can call off."""
    ina, lea = people["innkjop"], people["leverandor"]
    agreement = f"{TITLE} – {COMPANIES[FJORD][1]}"
    lea.pick_up(agreement)
    lea.take("Signer for leverandøren")
    ina.pick_up(agreement)
    ina.take("Signer for FKJ")
    expect(ina.main.get_by_text("Aktiv", exact=True).first).to_be_visible()
    ina.follow(TITLE)
    ina.take("Fullfør")
