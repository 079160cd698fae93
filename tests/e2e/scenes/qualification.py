"""Kvalifisering: sent in, one answer sent back and mended, and approved by a second person."""

from playwright.sync_api import expect

from marketplace.demo.answers import QUALIFICATION

PARTS = 9


def answer_in_parts(nina) -> None:
    """Save part after part; what was saved is there when one comes back."""
    nina.go("/kvalifisering/")
    nina.follow("Søk om kvalifisering")
    nina.fill_in(**{"contact-point": QUALIFICATION["contact-point"]})
    nina.press("Lagre og gå videre", exact=False)
    expect(nina.main.locator("[name=contact-point]")).to_have_value(QUALIFICATION["contact-point"])
    nina.fill_in(**QUALIFICATION)
    nina.press("Lagre og se over")
    expect(nina.main.get_by_text("Ferdig", exact=True)).to_have_count(PARTS)


def show_and_send_in(nina) -> None:
    """Nothing is sent in before it is shown; then it is."""
    for question in ("Ubetalt skatt og avgift", "Ansvarsforsikring"):
        expect(nina.main.locator(".fkj-next")).to_contain_text("Dokumentasjonen som kreves")
        nina.follow(f"Last opp : {question}")
        paper = {"name": "bevis.txt", "mimeType": "text/plain", "buffer": b"Alt i orden."}
        nina.main.locator("[name=file]").set_input_files(paper)
        nina.press("Last opp")
    nina.take("Send inn")


def send_one_answer_back(vidar, name: str) -> None:
    """From the queue: everything is fine but the insurance."""
    vidar.go("/kvalifisering/")
    vidar.follow("saker til vurdering", exact=False)
    vidar.follow(name)
    vidar.take("Start vurdering")
    vidar.follow("Vurder svarene")
    vidar.fill_in(**{"delivery-experience_verdict": "ok"})
    vidar.main.locator("#svar-insurance summary").click()
    vidar.fill_in(insurance_verdict="needs_change")
    vidar.press("Lagre og gå til saken")
    expect(vidar.main.locator("[data-error-summary]")).to_contain_text("Skriv hva som må rettes")
    vidar.fill_in(insurance_comment="Si hva forsikringen dekker.")
    vidar.press("Lagre og gå til saken")
    vidar.take("Be om rettelser", note="Ellers ser det bra ut.")


def mend(nina, name: str) -> None:
    """The supplier is told which answer, and why, beside it."""
    nina.pick_up(name)
    nina.follow("Ansvarsforsikring")
    beside = nina.main.locator("#svar-insurance")
    expect(beside).to_contain_text("Si hva forsikringen dekker.")
    nina.fill_in(insurance={"answer": True, "why": "Alt vi leverer, inntil ti millioner kroner."})
    nina.press("Lagre og se over")
    nina.take("Send inn")


def find_in_order(vidar, name: str) -> None:
    """The reviewer sees what changed, beside what it was."""
    vidar.pick_up(name)
    vidar.take("Start vurdering")
    vidar.follow("Vurder svarene")
    expect(vidar.main.locator("#svar-insurance")).to_contain_text("Endret siden sist")
    vidar.fill_in(insurance_verdict="ok")
    vidar.press("Lagre og gå til saken")
    expect(vidar.main.locator(".fkj-next")).to_contain_text("må være en annen")


def approve(ada, name: str) -> None:
    """A second person lets the supplier in."""
    ada.pick_up(name)
    ada.take("Godkjenn kvalifisering")


def check_the_certificate(passer_by, name: str) -> None:
    """Anybody finds the supplier, and checks what it is worth."""
    passer_by.go("/kvalifisering/")
    passer_by.main.get_by_role("searchbox").fill(name)
    expect(passer_by.main.locator("#treff-tittel")).to_have_text("1 kvalifisert leverandør")
    passer_by.follow(name)
    passer_by.follow("Sjekk beviset")
    expect(passer_by.main.get_by_role("status")).to_have_text("Beviset gjelder i dag.")
    with passer_by.page.expect_download() as told:
        passer_by.main.get_by_role("link", name="Last ned beviset (PDF)").click()
    assert told.value.suggested_filename.startswith("FKJ-K-")
