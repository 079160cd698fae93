"""The workbench in a real browser: accessible in every window, and saved while one types."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import cast, scene
from tests.e2e import prepared
from verification.models import Version

TYPED = "Kartlegge der innbyggeren er, og dele det med alle som trenger det."
AGAIN = "Kartlegge overalt, og dele det med alle som trenger det i kommunen."
PATIENCE = 20_000


@pytest.fixture
def draft(actors) -> Version:
    """A draft with pictures, after a declared version."""
    supplier = actors["leverandor"]
    application = cast.application(supplier, prepared.theme(), "Kartleggeren")
    scene.picture(application, supplier)
    scene.picture(application, supplier)
    cast.declare(application, supplier, "1.0")
    return cast.draft_version(application, supplier, "2.0", purpose="")


def saves(lea):
    """Where the page says how the saving goes."""
    return lea.main.locator("[data-autosave-status]")


def test_pages_of_the_workbench_are_accessible_and_fit_every_window(actors, draft, visitor):
    lea = visitor(acting=actors["leverandor"])
    application, picture = draft.application, draft.application.pictures.first()
    about = ["declaration", "about", "changes", "import"]
    sections = ["function", "information", "introduction", "publication"]
    pages = [
        reverse("verification:workbench"),
        reverse("verification:pictures", args=[application.pk]),
        reverse("verification:picture_new", args=[application.pk]),
        reverse("verification:picture_edit", args=[picture.pk]),
        reverse("verification:picture_remove", args=[picture.pk]),
        application.get_absolute_url(),
        *(reverse(f"verification:version_{name}", args=[draft.pk]) for name in about),
        *(reverse("verification:version_section", args=[draft.pk, key]) for key in sections),
    ]

    for address in pages:
        lea.look_from_everywhere(address)

    assert lea.troubles == []


def test_what_is_typed_is_saved_by_itself_and_survives_a_lost_connection(actors, draft, visitor):
    lea = visitor(acting=actors["leverandor"], looks=False)
    lea.go(reverse("verification:version_declaration", args=[draft.pk]))
    lea.follow("Formål")
    purpose = lea.main.locator("#id_purpose")
    expect(purpose).to_be_in_viewport()

    purpose.fill(TYPED)
    expect(saves(lea)).to_contain_text("Lagret kl.", timeout=PATIENCE)
    draft.refresh_from_db()
    assert draft.answers["purpose"] == TYPED

    lea.page.context.set_offline(True)
    purpose.fill(AGAIN)
    expect(saves(lea)).to_contain_text("mistet forbindelsen", timeout=PATIENCE)
    lea.page.context.set_offline(False)
    expect(saves(lea)).to_contain_text("Lagret kl.", timeout=PATIENCE)
    draft.refresh_from_db()
    assert draft.answers["purpose"] == AGAIN


def test_who_is_logged_out_is_told_and_loses_nothing(actors, draft, visitor):
    lea = visitor(acting=actors["leverandor"], looks=False)
    lea.go(reverse("verification:version_section", args=[draft.pk, "function"]))
    kept = lea.page.context.cookies()
    lea.page.context.clear_cookies()

    lea.main.locator("#id_purpose").fill(TYPED)
    expect(saves(lea)).to_contain_text("logget ut", timeout=PATIENCE)
    lea.page.context.add_cookies(kept)

    expect(saves(lea)).to_contain_text("Lagret kl.", timeout=PATIENCE)
    draft.refresh_from_db()
    assert draft.answers["purpose"] == TYPED


def test_two_people_with_the_same_question_are_told_and_the_later_chooses(actors, draft, visitor):
    address = reverse("verification:version_section", args=[draft.pk, "function"])
    lea = visitor(acting=actors["leverandor"], looks=False)
    lea.go(address)
    Version.objects.filter(pk=draft.pk).update(answers=draft.answers | {"purpose": AGAIN})

    lea.main.locator("#id_purpose").fill(TYPED)
    expect(saves(lea)).to_contain_text("Noen andre har svart", timeout=PATIENCE)
    lea.main.get_by_role("button", name="Lagre og fortsett").click()
    expect(lea.main.locator("h2#forbi")).to_be_visible()
    lea.main.get_by_label("Bruk dette svaret på «Formål»").check()
    lea.main.get_by_role("button", name="Lagre og fortsett").click()

    lea.page.wait_for_url("**/deklarasjon/information/")
    draft.refresh_from_db()
    assert draft.answers["purpose"] == AGAIN
