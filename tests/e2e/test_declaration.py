"""Filling in tables and questions that lean on others, with and without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from marketplace.demo.cast import PASSWORD
from marketplace.demo.filling import fill
from marketplace.models import ServiceArea
from verification.forms import ApplicationForm, VersionStartForm
from verification.models import Version

PHONE = {"width": 390, "height": 844}
ROW = {"name": "Skyrom Demo AS", "country": "Norge", "service": "Drift", "data": "Alt"}


@pytest.fixture
def draft(actors) -> Version:
    supplier = actors["leverandor"]
    words = {"name": "Tavle", "summary": "Tavle til vaktrommet.", "areas": [_area().pk]}
    application = fill(ApplicationForm, supplier, words)
    start = {"number": "1.0", "release_notes": "Første."}
    return fill(VersionStartForm, supplier, start, Version(application=application))


def _area() -> ServiceArea:
    return ServiceArea.objects.first()


def address(draft) -> str:
    return reverse("verification:version_section", args=[draft.pk, "information"])


def table(visitor):
    return visitor.main.locator("[data-rows=sub_processor_list]")


def test_a_table_opens_when_it_applies_and_gets_more_rows(actors, draft, visitor):
    person = visitor(acting=actors["leverandor"], viewport=PHONE)
    person.go(address(draft))
    expect(table(person)).to_be_hidden()

    person.fill_in(uses_sub_processors=True)
    expect(table(person)).to_be_visible()
    table(person).get_by_role("button", name="Legg til rad").press("Enter")
    expect(person.main.locator("[name=sub_processor_list-2-name]")).to_be_focused()
    person.fill_in(sub_processor_list=[ROW, {}, ROW | {"name": "Lager AS"}])
    person.look()
    person.press("Lagre og fortsett")

    draft.refresh_from_db()
    names = [row["name"] for row in draft.answers["sub_processor_list"]]
    assert names == ["Skyrom Demo AS", "Lager AS"]
    assert person.troubles == []


def test_what_is_wrong_in_a_cell_is_told_and_the_summary_leads_to_the_table(actors, draft, visitor):
    person = visitor(acting=actors["leverandor"])
    person.go(reverse("verification:version_edit", args=[draft.pk]))

    person.fill_in(start_up_services=[{"service": "Oppstart", "price": "mye"}])
    person.press("Lagre")
    summary = person.main.locator("[data-error-summary]")
    expect(summary).to_contain_text("Skriv beløpet med tall")

    cell = person.main.locator("[name=start_up_services-0-price]")
    expect(cell).to_have_value("mye")
    expect(cell).to_have_attribute("aria-invalid", "true")
    assert person.troubles == []


def test_a_table_is_filled_in_without_javascript(actors, draft, visitor):
    person = visitor(java_script_enabled=False, looks=False)
    person.log_in(actors["leverandor"].user.email, PASSWORD)
    person.go(address(draft))
    expect(table(person)).to_be_visible()
    expect(table(person).get_by_role("button")).to_have_count(0)

    person.fill_in(uses_sub_processors=True, sub_processor_list=[ROW, ROW | {"name": "Lager AS"}])
    person.press("Lagre og fortsett")
    person.go(address(draft))

    expect(table(person).locator("[data-row]")).to_have_count(4)
    draft.refresh_from_db()
    assert len(draft.answers["sub_processor_list"]) == 2
