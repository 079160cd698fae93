"""Rights follow: each room knows the heir for what the old ones were."""

import pytest

from experience.forms import ReportForm
from experience.models import ExperienceReport
from innovation.forms import EndorsementForm, NeedForm, PartyForm
from innovation.models import Endorsement, Need, Party
from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from procurement.models import FrameworkAgreement, JointProcurement
from store.forms import AdoptionForm, ContractForm
from store.models import Adoption, Contract, Listing
from store.models.basis import agreements_for
from tests import cast, scene
from tests.mergers.afterwards import now
from tests.participation.versions import accept, publish
from verification.models import Application

pytestmark = pytest.mark.django_db


def test_the_heir_sees_and_edits_the_draft_of_a_need(merge, draft_need, editor):
    merge()

    heir = now(editor)
    assert draft_need in Need.objects.visible_to(heir.user)
    assert draft_need in Need.objects.waiting_for(heir)
    fill(NeedForm, heir, {"title": "Felles kartlegging, nå sammen"}, draft_need)
    draft_need.propose(by=heir)
    assert draft_need.owner == editor.organisation


def test_the_heir_does_not_endorse_what_it_shares_already(
    merge, draft_need, editor, approver, other_editor
):
    draft_need.propose(by=editor)
    draft_need.prioritise(by=approver)
    cast.endorse(draft_need, other_editor)
    merge(other_editor.organisation)

    with pytest.raises(ValueError, match="allerede"):
        fill(
            EndorsementForm, now(other_editor), {"kind": "same_need"}, Endorsement(need=draft_need)
        )


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


def test_terms_are_accepted_anew(merge, draft_need, editor, approver, administrator, reviewer):
    accept(publish(administrator, reviewer), approver)
    merge()

    with pytest.raises(StepRefused, match="Vilkår v1"):
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
        "amount": "400.00",
        "starts_on": agreement.starts_on.isoformat(),
    }
