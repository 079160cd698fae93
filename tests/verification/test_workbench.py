"""The supplier's workbench: every gate of every application, and the next step."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import cast, scene
from verification.models import Application, Version
from verification.models.road import State, benches, on_bench

pytestmark = pytest.mark.django_db
ADDRESS = "/verifikasjon/arbeidsbenk/"


def road(supplier) -> dict[str, tuple[str, str]]:
    """Each gate of the only application: how it stands, and what to do."""
    [bench] = benches(on_bench(Application.objects.all()), supplier.organisation)
    return {str(gate.name): (gate.state, str(gate.verb)) for gate in bench.gates}


def test_a_new_application_has_everything_before_it(supplier, application):
    assert road(supplier) == {
        "Vilkår": (State.DONE, ""),
        "Kvalifisering": (State.NOW, "Søk om kvalifisering"),
        "Deklarasjon": (State.NOW, "Lag en versjon"),
        "Verifisering": (State.CLOSED, ""),
    }


def test_terms_that_are_owed_come_first(supplier, application):
    scene.terms(audience="supplier", valid_from="2020-01-01")

    assert road(supplier)["Vilkår"] == (State.NOW, "Les og godta")


def test_a_draft_is_filled_in_and_then_declared(supplier, application):
    version = cast.draft_version(application, supplier, purpose="")
    assert road(supplier)["Deklarasjon"] == (State.NOW, "Fyll ut deklarasjonen")

    Version.objects.filter(pk=version.pk).update(
        answers=cast.PRODUCT | {"purpose": cast.PRODUCT["purpose"]}
    )
    assert road(supplier)["Deklarasjon"] == (State.NOW, "Se over og deklarer")


def test_a_declared_version_is_tried_and_then_waits_for_fkj(supplier, declared_version):
    assert road(supplier)["Verifisering"] == (State.NOW, "Start selvverifisering")

    declared_version.verify(by=supplier)
    assert road(supplier)["Verifisering"] == (State.WAITING, "")


def test_an_attested_version_opens_every_gate(supplier, attested_version):
    assert {state for state, _verb in road(supplier).values()} == {State.DONE}


def test_a_new_draft_does_not_hide_that_the_last_version_is_verified(supplier, attested_version):
    cast.draft_version(attested_version.application, supplier, "2.0")

    assert road(supplier)["Verifisering"][0] == State.DONE
    assert road(supplier)["Deklarasjon"][0] == State.NOW


def test_the_page_leads_to_the_next_step_and_on_to_the_store(
    sign_in, supplier, attested_version, editor
):
    client = sign_in(supplier)
    before = client.get(ADDRESS).content.decode()
    listing = scene.listing(attested_version, supplier)
    scene.adoption(listing, editor)

    after = client.get(ADDRESS).content.decode()

    new = reverse("store:listing_new", args=[attested_version.application_id])
    assert new in before
    assert new not in after
    assert reverse("store:plans", args=[listing.pk]) in after
    assert listing.get_absolute_url() in after
    assert "Kommuner som bruker eller vurderer" in after
    assert "Ringsaker" in after


def test_who_has_asked_is_told_until_it_is_settled(sign_in, supplier, attested_version, editor):
    question = scene.comment(attested_version.application, editor)
    question.__class__.objects.update(status="visible")

    page = sign_in(supplier).get(ADDRESS).content.decode()

    assert "Hvem har spurt" in page
    assert question.get_absolute_url() in page


def test_one_sees_nothing_of_others(sign_in, other_supplier, attested_version):
    page = sign_in(other_supplier).get(ADDRESS).content.decode()

    assert attested_version.application.name not in page
    assert "Ingen løsninger ennå" in page


def test_the_workbench_is_for_suppliers(sign_in, editor):
    assert sign_in(editor).get(ADDRESS).status_code == 403


def test_the_workbench_takes_no_more_queries_when_it_grows(sign_in, supplier, area):
    client = sign_in(supplier)

    def grow(number):
        application = cast.application(supplier, area, f"Løsning {number}")
        cast.draft_version(application, supplier, "1.0")
        cast.declare(application, supplier, "0.9")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(ADDRESS).status_code == 200
        return len(asked)

    grow(1)
    client.get(ADDRESS)
    few = queries()
    for number in (2, 3, 4):
        grow(number)

    assert queries() == few
