"""How a contract binds both sides, and is amended."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from marketplace.clock import db_today, months_after
from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from store.forms import ContractForm, ContractLineForm, RecipientsForm
from store.models import Contract, ContractLine, ContractText
from store.models.contracts.ceiling import remaining
from tests.store import shop

pytestmark = pytest.mark.django_db
Status = Contract.Status


def refusal(step, **told) -> str:
    with pytest.raises(StepRefused) as refused:
        step(**told)
    return str(refused.value)


def test_nobody_signs_before_the_data_processing_agreement(confirmed, approver, supplier):
    for step, who in ((confirmed.sign, approver), (confirmed.sign_as_supplier, supplier)):
        assert "databehandleravtalen" in refusal(step, by=who)


def test_it_binds_when_both_have_signed_and_each_signs_once(confirmed, approver, supplier):
    confirmed.agree_on_data(by=supplier, agreed_on=db_today(), note="Direktør og leder.")

    confirmed.sign(by=approver)
    half = confirmed.status
    twice = refusal(confirmed.sign, by=approver)
    confirmed.sign_as_supplier(by=supplier)

    assert half == Status.CONFIRMED
    assert "allerede signert" in twice
    assert confirmed.status == Status.SIGNED
    assert confirmed.timeline()[0].actor is None


def test_each_side_signs_for_itself(confirmed, approver, supplier, editor, other_supplier):
    confirmed.agree_on_data(by=supplier, agreed_on=db_today(), note="Direktør og leder.")

    for step, stranger in (
        (confirmed.sign, editor),
        (confirmed.sign, supplier),
        (confirmed.sign_as_supplier, approver),
        (confirmed.sign_as_supplier, other_supplier),
    ):
        with pytest.raises(PermissionDenied):
            step(by=stranger)


def test_a_supplier_that_is_no_longer_qualified_cannot_be_signed_with(
    confirmed, approver, supplier, administrator
):
    confirmed.agree_on_data(by=supplier, agreed_on=db_today(), note="Direktør og leder.")
    supplier.organisation.qualifications.get().suspend(by=administrator, note="Konkurs.")

    assert "kvalifisert" in refusal(confirmed.sign, by=approver)


def test_what_was_signed_is_frozen_with_its_hash_and_its_cost(signed):
    text = ContractText.objects.get()

    assert text.is_intact()
    assert (text.content["total"], text.content["per_year"]) == ("360000.00", "90000.00")
    with pytest.raises(DatabaseError), transaction.atomic():
        ContractText.objects.update(sha256="0")


def test_the_signed_contract_is_a_document_for_the_parties(
    signed, supplier, other_editor, sign_in, confirmed
):
    address = f"/butikken/kontrakter/{signed.pk}/pdf/"

    ours, theirs = sign_in(supplier).get(address), sign_in(other_editor).get(address)

    assert ours["Content-Type"] == "application/pdf"
    assert ours.content.startswith(b"%PDF")
    assert theirs.status_code == 404


def test_what_is_ordered_stands(signed):
    with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
        ContractLine.objects.filter(contract=signed).update(price=1)


def test_add_ons_are_ordered_at_no_more_than_the_list_and_counted_in(listing, editor, supplier):
    told = {"about": "service", "counted_by": "day", "period": "one_off", "price_1": "14500"}
    plan = shop.plan(listing, supplier, name="Kurs", **told)
    plan.publish(by=supplier)
    contract = shop.order(listing, editor)

    def add(price, number=3):
        words = {"plan": plan.pk, "quantity": number, "price": price}
        return fill(ContractLineForm, editor, words, ContractLine(contract=contract))

    with pytest.raises(ValueError, match="listeprisen"):
        add("14500.01")
    with pytest.raises(ValueError, match="milliard"):
        add("14000", 1_000_000)
    add("14000")

    contract.refresh_from_db()
    assert contract.total == contract.amount == Decimal("402000.00")


def test_the_value_must_cover_what_the_lines_cost(listing, editor):
    contract = shop.order(listing, editor, amount="359999.99")

    assert "minst være det linjene koster" in refusal(contract.request_approval, by=editor)


def test_a_tiered_price_is_agreed_at_the_number_that_is_ordered(listing, editor, supplier):
    told = shop.TIERED | {"tiering": "cumulative", "start_2": 11, "price_2": "10"}
    plan = shop.plan(listing, supplier, **told)
    plan.publish(by=supplier)

    contract = shop.order(listing, editor, plan=plan.pk, quantity=30, price="13.3333")

    assert contract.lines.get().list_price == Decimal("13.3333")
    assert contract.cost.per_year == Decimal("400.00")


def test_a_call_off_does_not_outlast_a_framework(listing, agreement, editor):
    words = {"basis": "framework", "agreement": agreement.pk, "option_months": 1}
    contract = shop.order(listing, editor, **words, amount="500000")

    assert "vare lenger" in refusal(contract.request_approval, by=editor)


@pytest.mark.parametrize(
    ("months", "reason", "field"),
    [
        (121, "", "starts_on"),
        (90_000, "", "starts_on"),
        (-4, "Forsinket.", "starts_on"),
        (-2, "", "late_reason"),
        (-2, "Forsinket.", None),
    ],
)
def test_a_start_has_limits_and_one_in_the_past_a_reason(listing, editor, months, reason, field):
    words = {"starts_on": months_after(db_today(), months), "late_reason": reason}

    if field is None:
        assert shop.order(listing, editor, **words).late_reason == reason
        return
    with pytest.raises(ValueError, match=field):
        shop.order(listing, editor, **words)


def test_recipients_are_pasted_and_given_one_day(listing, editor):
    contract = shop.order(listing, editor)
    day = db_today() + timedelta(days=30)

    fill(RecipientsForm, editor, {"names": "Nord\nSør\n\nNord", "all_on": day}, contract)
    first = contract.recipients.first()
    fill(RecipientsForm, editor, {f"gone_{first.pk}": "on", "names": "Vest"}, contract)

    assert list(contract.recipients.values_list("name", "planned_on")) == [
        ("Sør", day),
        ("Vest", None),
    ]


def test_an_amendment_takes_over_when_both_have_signed_it(signed, editor, approver, supplier):
    signed.start_introduction(by=editor)
    signed.amend(by=editor, note="Flere enheter.")
    draft = signed.amendments.get()
    fill(ContractForm, editor, {"option_months": 12, "amount": "450000"}, draft)

    shop.signed(draft, editor, approver, supplier)

    signed.refresh_from_db()
    assert (signed.status, draft.status) == (Status.REPLACED, Status.INTRODUCING)
    assert (draft.number, draft.revision) == (signed.number, 2)
    assert draft.more_than_before == Decimal("90000.00")


def test_an_amendment_only_adds_and_there_is_one_at_a_time(signed, editor):
    signed.amend(by=editor, note="Mindre.")
    draft = signed.amendments.get()
    fill(ContractForm, editor, {"initial_months": 12}, draft)

    assert "mindre eller kortere" in refusal(draft.request_approval, by=editor)
    assert "ikke er ferdig" in refusal(signed.amend, by=editor, note="Igjen.")


def test_an_amendment_takes_only_what_it_adds_from_the_ceiling(
    listing, agreement, editor, approver, supplier
):
    words = {"basis": "framework", "agreement": agreement.pk}
    contract = shop.order(listing, editor, **words, amount="700000")
    shop.signed(contract, editor, approver, supplier)
    contract.amend(by=editor, note="Mer.")
    draft = contract.amendments.get()
    before = remaining(agreement)

    fill(ContractForm, editor, {"amount": "1000000.01"}, draft)
    too_much = refusal(draft.request_approval, by=editor)
    fill(ContractForm, editor, {"amount": "1000000"}, draft)
    shop.signed(draft, editor, approver, supplier)

    assert "ikke nok igjen" in too_much
    assert (before, remaining(agreement)) == (300_000, 0)
