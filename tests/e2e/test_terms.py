"""Someone meets the terms on the way, and goes on."""

from playwright.sync_api import expect

from marketplace.models import Letter
from tests import cast, scene
from tests.e2e import prepared
from tests.participation.versions import days_pass, publish


def time_runs_out(actors) -> None:
    """The municipalities' terms have a new version, and nobody has accepted it in time."""
    publish(actors["admin"], actors["vurderer"], valid_from=1, accept_by=2)
    days_pass(3)


def test_an_approver_accepts_on_the_way_and_takes_the_step(actors, visitor):
    need = cast.need(actors["bodo"], prepared.theme(), "Felles vaktplan")
    time_runs_out(actors)
    birk = visitor(acting=actors["bodo"])
    birk.go(need.get_absolute_url())

    birk.follow("Godta «Vilkår v2» for Bodø først", exact=False)
    expect(birk.main).to_contain_text("Dette er endret siden versjon 1")
    birk.press("Godta vilkårene")
    expect(birk.main.locator("[data-error-summary]")).to_contain_text("Kryss av")
    birk.fill_in(agree=True)
    birk.press("Godta vilkårene")
    expect(birk.messages).to_contain_text("Vilkårene er godtatt")
    birk.take("Foreslå")

    need.refresh_from_db()
    assert need.status == "idea"
    assert birk.troubles == []


def test_who_may_not_accept_asks_those_who_may(actors, visitor):
    need = cast.need(actors["kommune"], prepared.theme(), "Felles vaktplan")
    time_runs_out(actors)
    inger = visitor(acting=actors["kommune"])
    inger.go(need.get_absolute_url())

    inger.follow("En godkjenner eller administrator hos Ringsaker", exact=False)
    inger.press("Be dem om å godta", exact=False)

    expect(inger.messages).to_contain_text("har fått en e-post")
    assert Letter.objects.get().to == "leder@demo.example"
    assert inger.troubles == []


def test_a_commitment_is_stopped_before_anything_is_typed(actors, visitor):
    drafted = scene.procurement(actors["innkjop"])
    drafted.review(by=actors["fasilitator"])
    time_runs_out(actors)
    lars = visitor(acting=actors["leder"])
    lars.go(f"/felleskjop/{drafted.pk}/meld-pa/")

    lars.follow("Godta «Vilkår v2» for Ringsaker først", exact=False)
    lars.fill_in(agree=True)
    lars.press("Godta vilkårene")
    lars.fill_in(estimate=700_000, agree=True)
    lars.press("Meld på")

    assert drafted.commitments.get().organisation == actors["leder"].organisation
    assert lars.troubles == []
