"""Tilbud: sealed, in time, one for each supplier."""

import threading
from time import sleep

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from marketplace.models import Event
from procurement.forms import OfferForm
from procurement.models import JointProcurement, Offer, OfferVersion

from .conftest import let_the_deadline_pass, offer


@pytest.mark.django_db
def test_a_late_offer_is_refused_by_the_databases_clock(published, qualified_supplier):
    late = offer(published, qualified_supplier)
    let_the_deadline_pass(published)

    with pytest.raises(StepRefused, match="tilbudsfristen"):
        late.submit(by=qualified_supplier)

    late.refresh_from_db()
    assert late.status == "draft"
    assert not late.versions.exists()


@pytest.mark.django_db
def test_a_late_offer_cannot_be_taken_back_or_withdrawn(submitted, published, qualified_supplier):
    let_the_deadline_pass(published)

    with pytest.raises(StepRefused):
        submitted.take_back(by=qualified_supplier)
    with pytest.raises(StepRefused):
        submitted.withdraw(by=qualified_supplier)


@pytest.mark.django_db
def test_the_receipt_has_the_hash_of_what_was_handed_in(submitted):
    receipt = submitted.versions.get()

    assert receipt.is_intact()
    assert receipt.content["price"] == "7654321.00"
    assert receipt.at < submitted.procurement.deadline


@pytest.mark.django_db
def test_an_offer_can_be_changed_and_handed_in_again(submitted, qualified_supplier):
    submitted.take_back(by=qualified_supplier)
    fill(OfferForm, qualified_supplier, {"price": "7000000"}, submitted)
    submitted.submit(by=qualified_supplier)

    assert [row.number for row in submitted.versions.all()] == [2, 1]
    assert OfferVersion.objects.get(number=1).content["price"] == "7654321.00"


@pytest.mark.django_db
def test_an_offer_that_is_handed_in_cannot_be_edited(published, qualified_supplier):
    handed_in = offer(published, qualified_supplier)
    stale = Offer.objects.get(pk=handed_in.pk)
    handed_in.submit(by=qualified_supplier)

    with pytest.raises(PermissionDenied):
        fill(OfferForm, qualified_supplier, {"price": "1"}, stale)

    handed_in.refresh_from_db()
    assert handed_in.status == "submitted"
    assert not OfferForm.may_edit(qualified_supplier, handed_in)


@pytest.mark.django_db
def test_a_supplier_that_is_not_qualified_cannot_hand_in(published, supplier):
    draft = offer(published, supplier)

    with pytest.raises(StepRefused, match="kvalifisert"):
        draft.submit(by=supplier)


@pytest.mark.django_db
def test_an_offer_without_a_price_cannot_be_handed_in(published, qualified_supplier):
    draft = offer(published, qualified_supplier, price="")

    with pytest.raises(StepRefused, match="Pris"):
        draft.submit(by=qualified_supplier)


@pytest.mark.django_db
def test_a_supplier_can_offer_again_after_withdrawing(submitted, published, qualified_supplier):
    with pytest.raises(ValueError, match="allerede"):
        offer(published, qualified_supplier)

    submitted.withdraw(by=qualified_supplier)

    assert offer(published, qualified_supplier).status == "draft"


@pytest.mark.django_db
def test_one_supplier_does_not_see_the_offer_of_another(submitted, other_supplier):
    assert not Offer.objects.visible_to(other_supplier.user).exists()


@pytest.mark.django_db
def test_an_offer_that_was_not_handed_in_stays_closed(
    published, submitted, other_supplier, officer, facilitator
):
    forgotten = offer(published, other_supplier)
    let_the_deadline_pass(published)
    published.close(by=officer)
    published.approve_opening(by=officer)
    published.open(by=facilitator)

    assert list(Offer.objects.visible_to(officer.user)) == [submitted]
    assert Offer.objects.get(pk=forgotten.pk).status == "draft"


@pytest.mark.django_db
def test_no_event_holds_a_price(submitted):
    for event in Event.objects.about(submitted):
        assert "7654321" not in f"{event.note} {event.data}"


@pytest.mark.django_db(transaction=True)
def test_two_offers_at_once_from_one_supplier_leave_one(published, supplier):
    both_are_checked = threading.Barrier(2, timeout=20)
    refused = []

    class SlowForm(OfferForm):
        def prepare(self, noun):
            super().prepare(noun)
            both_are_checked.wait()

    def write():
        try:
            parent = JointProcurement.objects.get(pk=published.pk)
            words = {"solution": "Vi kan dette.", "price": "5000000"}
            fill(SlowForm, supplier, words, Offer(procurement=parent))
        except PermissionDenied as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Offer.objects.live().count() == 1
    assert len(refused) == 1


@pytest.mark.django_db(transaction=True)
def test_handing_in_waits_for_a_step_that_is_under_way(published, qualified_supplier, officer):
    waiting = offer(published, qualified_supplier)
    holds_the_lock, outcome = threading.Event(), []

    def submit():
        holds_the_lock.wait(20)
        try:
            Offer.objects.get(pk=waiting.pk).submit(by=qualified_supplier)
            outcome.append("submitted")
        except StepRefused:
            outcome.append("refused")
        finally:
            connection.close()

    thread = threading.Thread(target=submit)
    thread.start()
    cancel_slowly(published, officer, holds_the_lock)
    thread.join()

    assert outcome == ["refused"]
    assert Offer.objects.get(pk=waiting.pk).status == "draft"


def cancel_slowly(published, officer, holds_the_lock) -> None:
    """Cancel, and keep the row locked for a moment before it is told."""
    with transaction.atomic():
        published.cancel(by=officer, note="Avlyst mens et tilbud var på vei inn.")
        holds_the_lock.set()
        sleep(0.5)
