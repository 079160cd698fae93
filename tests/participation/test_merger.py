"""Mergers: rights follow, history stays, and nobody acts for what has ended."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from experience.forms import ReportForm
from experience.models import ExperienceReport
from innovation.forms import EndorsementForm, NeedForm, PartyForm
from innovation.models import Endorsement, Need, Party
from marketplace import facts
from marketplace.actor import SYSTEM, Actor
from marketplace.clock import db_today
from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from marketplace.models import Event, Membership, Organisation
from participation.forms import MergerForm
from participation.models import Merger, Terms
from participation.tasks import carry_out_mergers
from procurement.models import FrameworkAgreement, JointProcurement
from store.forms import AdoptionForm, ContractForm
from store.models import Adoption, Contract, Listing
from store.models.basis import agreements_for
from tests import cast, scene
from verification.models import Application

pytestmark = pytest.mark.django_db


@pytest.fixture
def successor(known_facts) -> Organisation:
    """The new municipality."""
    return Organisation.objects.create(
        kind="municipality", name="Nye Mjøsa", municipality_number="3499", county_name="Innlandet"
    )


@pytest.fixture
def plan(administrator, municipality, successor):
    """Plan that the new municipality takes over: `plan(Ringsaker, when=today)`."""

    def write(*olds, to=successor, when=None) -> Merger:
        told = {
            "successor": to.pk,
            "predecessors": [old.pk for old in olds or [municipality]],
            "takes_effect_on": (when or db_today()).isoformat(),
            "decision": "Forskrift om sammenslåing.",
        }
        return fill(MergerForm, administrator, told)

    return write


@pytest.fixture
def merge(plan, administrator):
    """Plan and confirm; from today it is carried out at once."""

    def do(*olds, **told) -> Merger:
        merger = plan(*olds, **told)
        merger.confirm(by=administrator)
        return merger

    return do


def now(actor: Actor) -> Actor:
    """The person as the portal sees them today."""
    return Actor.of(type(actor.user).objects.get(pk=actor.user.pk))


def test_people_follow_with_their_roles_and_the_old_ones_end(merge, editor, successor):
    merge()

    heir = now(editor)
    assert heir.organisation == successor
    assert heir.roles == {"editor", "buyer"}
    moved = Membership.objects.filter(user=editor.user, organisation=successor)
    assert {row.source for row in moved} == {"merger"}
    old = Membership.objects.filter(user=editor.user, organisation=editor.organisation)
    assert all(row.ended_at for row in old)


def test_nobody_acts_for_an_organisation_whose_last_day_has_passed(municipality, editor):
    municipality.valid_to = db_today() - timedelta(days=1)
    municipality.save()

    assert now(editor).organisation is None
    assert not Organisation.objects.of(editor.user).exists()


def test_the_last_day_itself_still_counts(municipality, editor):
    municipality.valid_to = db_today()
    municipality.save()

    assert now(editor).organisation == municipality


def test_the_heir_sees_and_edits_the_draft_of_a_need(merge, draft_need, editor):
    merge()

    heir = now(editor)
    assert draft_need in Need.objects.visible_to(heir.user)
    assert draft_need in Need.objects.waiting_for(heir)
    fill(NeedForm, heir, {"title": "Felles kartlegging, nå sammen"}, draft_need)
    draft_need.propose(by=heir)
    assert draft_need.owner == editor.organisation


def test_the_heir_does_not_endorse_what_it_shares_already(merge, published_need, other_editor):
    merge(other_editor.organisation)

    assert not published_need.endorsements.filter(organisation=now(other_editor).organisation)
    with pytest.raises(ValueError, match="allerede"):
        published = Endorsement(need=published_need)
        published_need.status = "published"
        fill(EndorsementForm, now(other_editor), {"kind": "same_need"}, published)


def test_two_that_have_merged_count_as_one(merge, published_need, other_editor, third_approver):
    assert published_need.reach()[0] == 2

    merge(other_editor.organisation, third_approver.organisation)

    assert published_need.reach()[0] == 1


def test_the_heir_leads_and_signs_for_the_collaboration(
    merge, collaboration, editor, approver, other_approver, facilitator
):
    merge()
    lead, signer = now(editor), now(approver)

    with pytest.raises(ValueError, match="allerede"):
        fill(PartyForm, lead, {"message": "Vi vil med."}, Party(collaboration=collaboration))
    cast.approve(collaboration, lead, facilitator, [signer, other_approver])

    collaboration.refresh_from_db()
    assert collaboration.status == "approved"
    with pytest.raises(StepRefused):
        collaboration.sign(by=signer)


def test_a_collaboration_of_two_that_merge_waits_for_another(
    merge, collaboration, editor, other_editor
):
    merge(editor.organisation, other_editor.organisation)

    with pytest.raises(StepRefused, match="Minst to"):
        collaboration.start(by=now(editor))


def test_the_heir_calls_off_from_the_framework_agreement(
    merge, attested_version, supplier, officer, facilitator, approver, editor
):
    agreement, listing = signed(attested_version, supplier, officer, facilitator, approver)
    merge()
    buyer, binder = now(editor), now(approver)

    contract = fill(ContractForm, buyer, order(agreement), Contract(listing=listing))
    contract.request_approval(by=buyer)
    contract.approve_and_send(by=binder)

    assert contract.status == "sent" and contract.buyer == buyer.organisation
    assert agreement.procurement in JointProcurement.objects.visible_to(buyer.user)


def test_two_that_both_took_part_still_see_the_agreement_once(
    merge, attested_version, supplier, officer, facilitator, approver, other_approver
):
    agreement, listing = signed(
        attested_version, supplier, officer, facilitator, approver, other_approver
    )
    merge(approver.organisation, other_approver.organisation)

    assert agreements_for(listing, now(approver).organisation).get() == agreement


def test_a_stranger_still_cannot_call_off(
    merge, attested_version, supplier, officer, facilitator, approver, other_editor
):
    _agreement, listing = signed(attested_version, supplier, officer, facilitator, approver)
    merge()

    assert not agreements_for(listing, other_editor.organisation).exists()


def test_a_contract_under_way_is_finished_by_the_heir(
    merge, attested_version, supplier, editor, approver
):
    contract = scene.contract(scene.listing(attested_version, supplier), editor)
    merge()

    assert contract in Contract.objects.waiting_for(now(editor))
    contract.request_approval(by=now(editor))
    contract.approve_and_send(by=now(approver))
    assert contract.buyer == editor.organisation


def test_adoptions_and_experiences_go_on_with_the_heir(merge, attested_version, supplier, editor):
    adoption = scene.adoption(scene.listing(attested_version, supplier), editor)
    draft = scene.report(adoption, editor)
    merge()
    heir = now(editor)

    with pytest.raises(ValueError, match="allerede"):
        fill(AdoptionForm, heir, {}, Adoption(listing=adoption.listing))
    fill(ReportForm, heir, {"title": "Slik gikk det hos oss"}, draft)
    draft.publish(by=heir)

    assert ExperienceReport.objects.published().get() == draft
    assert not Adoption.objects.waiting_for(heir).exists()


def test_terms_are_accepted_anew(merge, draft_need, editor, approver):
    terms = Terms.objects.create(
        audience="municipal", number=1, title="Vilkår", text="Vær åpen.", valid_from="2026-01-01"
    )
    terms.acceptances.create(organisation=editor.organisation, accepted_by=approver.user)
    merge()

    with pytest.raises(StepRefused, match="vilkårene"):
        draft_need.propose(by=now(editor))


def test_a_suppliers_heir_has_its_listings_but_must_qualify_itself(
    merge, attested_version, supplier, reviewer, administrator
):
    listing = scene.listing(attested_version, supplier)
    heir_org = cast.company("supplier", "Fjord og Fjell Test AS", "310000094")
    merge(supplier.organisation, to=heir_org)
    heir = now(supplier)

    assert attested_version.application in Application.objects.visible_to(heir.user)
    assert listing not in Listing.objects.on_shelf()
    cast.qualify(heir, reviewer, administrator)
    assert listing in Listing.objects.on_shelf()


def test_a_merger_of_mergers_reaches_all_the_way(merge, draft_need, editor, successor):
    merge()
    last = Organisation.objects.create(
        kind="municipality", name="Innlandet øst", municipality_number="3498"
    )
    merge(successor, to=last)

    heir = now(editor)
    assert heir.organisation == last
    assert heir.acts_for(draft_need.owner) and heir.acts_for(successor)
    assert set(Organisation.objects.of(heir.user)) == {last, successor, draft_need.owner}
    assert last in draft_need.concerned()


def test_a_later_day_ends_the_old_then_and_not_before(
    merge, municipality, editor, administrator, draft_need
):
    merger = merge(when=db_today() + timedelta(days=7))

    carry_out_mergers()
    assert now(editor).organisation == municipality
    merger.refresh_from_db()
    assert merger.status == "confirmed"
    with pytest.raises(StepRefused, match="Dagen"):
        merger.carry_out(by=SYSTEM)

    let_the_day_come(merger)
    carry_out_mergers()
    assert now(editor).acts_for(draft_need.owner)


def test_a_confirmed_merger_can_be_called_off_before_its_day(
    merge, municipality, editor, administrator
):
    merger = merge(when=db_today() + timedelta(days=7))

    merger.cancel(by=administrator, note="Vedtaket er opphevet.")

    municipality.refresh_from_db()
    assert municipality.valid_to is None


def test_only_fkjs_administrator_merges(plan, approver, facilitator):
    merger = plan()

    for stranger in (approver, facilitator):
        assert not MergerForm.may_create(stranger)
        with pytest.raises(PermissionDenied):
            merger.confirm(by=stranger)


def test_a_split_gives_the_rights_to_one_and_says_so(merge, plan, municipality, other_municipality):
    merge()

    with pytest.raises(ValueError, match="deling kan bare én"):
        plan(municipality, to=other_municipality)


def test_two_plans_for_the_same_municipality_are_not_both_confirmed(
    plan, municipality, other_municipality, administrator
):
    first, second = plan(), plan(municipality, to=other_municipality)
    first.confirm(by=administrator)

    with pytest.raises(StepRefused, match="deling"):
        second.confirm(by=administrator)


def test_nobody_succeeds_itself_or_another_kind(plan, municipality, supplier_org):
    with pytest.raises(ValueError, match="ikke også opphøre"):
        plan(municipality, to=municipality)
    with pytest.raises(ValueError, match="samme type"):
        plan(municipality, to=supplier_org)


def test_it_is_written_on_everybody(merge, municipality, successor):
    merge()

    events = Event.objects.filter(step__in=("succeeded", "took_over"))
    told = {(event.subject_id, event.step) for event in events}
    assert told == {(municipality.pk, "succeeded"), (successor.pk, "took_over")}
    assert list(successor.succeeds.all()) == [municipality]


def test_loading_the_facts_again_does_not_undo_it(merge, municipality, successor):
    merge()

    facts.load()

    municipality.refresh_from_db()
    assert municipality.heir == successor and municipality.valid_to is not None


def test_acting_costs_no_more_queries_with_a_past(merge, editor, django_assert_num_queries):
    merge()

    with django_assert_num_queries(1):
        assert Actor.of(editor.user).reach


def let_the_day_come(merger: Merger) -> None:
    """Move the day to today, and the last day of the old ones with it."""
    Merger.objects.filter(pk=merger.pk).update(takes_effect_on=db_today())
    merger.predecessors.update(valid_to=db_today() - timedelta(days=1))


def signed(version, supplier, officer, facilitator, *approvers):
    """An active framework agreement that the approvers' municipalities are parties to."""
    tender = scene.procurement(officer)
    tender.review(by=facilitator)
    for approver in approvers:
        tender.commitments.create(
            organisation=approver.organisation, signed_by=approver.user, estimate=500_000
        )
    tender.publish(by=officer)
    agreement = scene.agreement(tender, scene.offer(supplier, tender))
    agreement.sign_as_supplier(by=supplier)
    agreement.sign_as_fkj(by=officer)
    return FrameworkAgreement.objects.get(pk=agreement.pk), scene.listing(version, supplier)


def order(agreement) -> dict:
    """A call-off."""
    return {
        "basis": "framework",
        "agreement": agreement.pk,
        "price": "100.00",
        "amount": "300.00",
        "starts_on": agreement.starts_on.isoformat(),
    }
