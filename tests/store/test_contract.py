"""Contracts: who may order what, and the ceiling that two buyers cannot pass together."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from marketplace.clock import db_today
from marketplace.lifecycle import StepRefused
from procurement.models import FrameworkAgreement
from store.models import Contract, ContractLine
from store.models.contracts.ceiling import remaining
from tests import cast
from tests.store import shop
from verification.models import Attestation

pytestmark = pytest.mark.django_db


def call_off(listing, buyer, agreement, amount="360000") -> Contract:
    return shop.order(listing, buyer, basis="framework", agreement=agreement.pk, amount=amount)


def sent(contract, buyer, approver) -> Contract:
    contract.request_approval(by=buyer)
    contract.approve_and_send(by=approver)
    return contract


def refusal(step, **told) -> str:
    with pytest.raises(StepRefused) as refused:
        step(**told)
    return str(refused.value)


def test_a_contract_goes_all_the_way_from_draft_to_closed(listing, editor, approver, supplier):
    contract = sent(shop.order(listing, editor), editor, approver)

    contract.confirm(by=supplier)
    shop.sign(contract, approver, supplier)
    contract.start_introduction(by=editor)
    contract.take_into_use(by=editor)

    assert contract.status == Contract.Status.IN_USE
    assert contract.timeline().count() == 10


def test_a_contract_copies_the_version_and_the_list_price_of_the_day(listing, editor):
    contract = shop.order(listing, editor)

    assert contract.version == listing.version
    assert (contract.list_price, contract.period) == (listing.price, listing.period)


def test_numbers_follow_each_other(listing, editor, other_editor):
    first, second = shop.order(listing, editor), shop.order(listing, other_editor)

    year = db_today().year
    assert [first.number, second.number] == [f"FKJ-{year}-0001", f"FKJ-{year}-0002"]


def test_only_the_buyers_approver_sends(listing, editor, other_approver, supplier):
    contract = shop.order(listing, editor)
    contract.request_approval(by=editor)

    for stranger in (editor, other_approver, supplier):
        with pytest.raises(PermissionDenied):
            contract.approve_and_send(by=stranger)

    assert Contract.objects.get().status == Contract.Status.INTERNAL_APPROVAL


def test_the_supplier_sees_it_when_it_is_sent_and_strangers_never(
    listing, editor, approver, supplier, other_editor, other_supplier, officer, reviewer
):
    contract = shop.order(listing, editor)

    def seen_by(*actors):
        return [Contract.objects.visible_to(a.user).filter(pk=contract.pk).exists() for a in actors]

    before = seen_by(editor, approver, supplier, officer)
    sent(contract, editor, approver)

    assert before == [True, True, False, True]
    assert seen_by(editor, approver, supplier, officer) == [True] * 4
    assert seen_by(other_editor, other_supplier, reviewer) == [False] * 3


def test_the_supplier_can_say_no_and_the_buyer_can_try_again(listing, editor, approver, supplier):
    contract = sent(shop.order(listing, editor), editor, approver)

    contract.decline(by=supplier, note="Vi har ikke kapasitet.")
    seen = Contract.objects.visible_to(supplier.user).filter(pk=contract.pk).exists()
    contract.request_approval(by=editor)

    assert seen
    assert not Contract.objects.visible_to(supplier.user).filter(pk=contract.pk).exists()


def test_what_is_off_the_shelf_cannot_be_bought(listing, editor, reviewer):
    contract = shop.order(listing, editor)
    Attestation.objects.get().withdraw(by=reviewer, note="Feil.")

    reasons = refusal(contract.request_approval, by=editor)

    assert "butikken" in reasons
    assert "verifisert" in reasons


def test_nobody_pays_more_than_the_list_price(listing, editor):
    with pytest.raises(ValueError, match="listeprisen, 100"):
        shop.order(listing, editor, price="100000.0001")

    line = shop.order(listing, editor).lines.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ContractLine.objects.filter(pk=line.pk).update(price=100_001)


def test_below_the_threshold_means_below_the_threshold(listing, editor):
    contract = shop.order(listing, editor, amount="1300000")

    assert "terskelen" in refusal(contract.request_approval, by=editor)


def test_only_the_parties_of_a_framework_call_off(
    listing, agreement, editor, third_municipality, third_approver
):
    with pytest.raises(ValueError, match="agreement"):
        call_off(listing, cast.actor("kjøper", third_municipality, "buyer"), agreement)

    assert call_off(listing, editor, agreement).agreement == agreement


def test_an_agreement_that_is_suspended_stops_the_call_off(listing, agreement, editor, officer):
    contract = call_off(listing, editor, agreement)
    agreement.suspend(by=officer, note="Undersøkes.")

    assert "part i rammeavtalen" in refusal(contract.request_approval, by=editor)


def test_a_start_after_the_agreement_has_ended_is_refused(listing, agreement, editor):
    contract = call_off(listing, editor, agreement)
    contract.starts_on = agreement.ends_on.replace(year=agreement.ends_on.year + 1)
    contract.save()

    assert "ved oppstart" in refusal(contract.request_approval, by=editor)


def test_the_ceiling_counts_what_is_sent(listing, agreement, editor, approver):
    sent(call_off(listing, editor, agreement, "600000"), editor, approver)
    draft = call_off(listing, editor, agreement, "400001")

    assert remaining(agreement) == 400_000
    assert "ikke nok igjen" in refusal(draft.request_approval, by=editor)


def test_the_database_refuses_a_framework_purchase_without_agreement(listing, editor):
    contract = shop.order(listing, editor)

    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.filter(pk=contract.pk).update(basis="framework")


@pytest.mark.django_db(transaction=True)
def test_two_buyers_cannot_pass_the_ceiling_together(
    listing, agreement, editor, approver, other_editor, other_approver
):
    mine = call_off(listing, editor, agreement, "600000")
    rival = call_off(listing, other_editor, agreement, "600000")
    mine.request_approval(by=editor)
    rival.request_approval(by=other_editor)

    def send_rival() -> str:
        try:
            rival.approve_and_send(by=other_approver)
        except StepRefused as refused:
            return str(refused)
        finally:
            connection.close()
        return "sent"

    with ThreadPoolExecutor(1) as thread:
        with transaction.atomic():
            mine.approve_and_send(by=approver)
            answer = thread.submit(send_rival)
            with pytest.raises(TimeoutError):
                answer.result(timeout=0.5)  # The rival waits for the agreement's row.
        told = answer.result(timeout=10)

    assert "ikke nok igjen" in told
    assert remaining(FrameworkAgreement.objects.get()) == 400_000


@pytest.mark.django_db(transaction=True)
def test_two_orders_at_once_get_two_numbers(listing, editor, other_editor):
    together = Barrier(2)

    def write(buyer) -> str:
        together.wait()
        try:
            return shop.order(listing, buyer).number
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        numbers = set(threads.map(write, [editor, other_editor]))

    assert len(numbers) == 2


def test_a_member_without_the_buyers_role_cannot_order(listing, member, sign_in):
    response = sign_in(member).get(f"/butikken/kontrakter/ny/{listing.pk}/")

    assert response.status_code == 403


def test_a_stranger_gets_404_and_a_visitor_is_asked_to_log_in(
    listing, editor, other_editor, sign_in, client
):
    contract = shop.order(listing, editor)

    visitor = client.get(contract.get_absolute_url())
    stranger = sign_in(other_editor).get(contract.get_absolute_url())

    assert (visitor.status_code, stranger.status_code) == (302, 404)


def test_the_buyer_writes_and_reads_it_on_the_pages(listing, agreement, editor, sign_in):
    browser = sign_in(editor)
    form = browser.get(f"/butikken/kontrakter/ny/{listing.pk}/")
    suggested = form.context["form"].initial

    wrong = browser.post(form.wsgi_request.path, {"basis": "framework"})
    words = {name: value for name, value in suggested.items() if value is not None}
    right = browser.post(form.wsgi_request.path, words)

    assert (suggested["basis"], suggested["agreement"]) == ("framework", agreement.pk)
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert browser.get(right["Location"]).status_code == 200
    assert browser.get("/butikken/kontrakter/").status_code == 200


def test_the_api_writes_through_the_same_form(listing, editor, sign_in):
    body = {"listing": listing.pk, "basis": "below_threshold", "price": "1", "amount": "4"}

    answer = sign_in(editor).post("/api/v1/kontrakt/", body, content_type="application/json")

    contract = Contract.objects.get()
    assert (answer.status_code, contract.buyer) == (201, editor.organisation)
    assert contract.version == listing.version


def test_each_party_sees_what_waits_for_it(listing, editor, approver, supplier):
    contract = shop.order(listing, editor)

    def waits_for(actor) -> bool:
        return Contract.objects.waiting_for(actor).filter(pk=contract.pk).exists()

    draft = [waits_for(one) for one in (editor, approver, supplier)]
    contract.request_approval(by=editor)
    internal = [waits_for(one) for one in (editor, approver, supplier)]
    contract.approve_and_send(by=approver)
    told = [waits_for(one) for one in (editor, approver, supplier)]

    assert draft == [True, True, False]
    assert internal == [False, True, False]
    assert told == [False, False, True]
