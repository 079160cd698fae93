"""How a contract ends, who is warned, and how it is found again."""

from datetime import timedelta

import pytest

from marketplace.clock import db_today, months_after
from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from marketplace.models import Letter
from store.forms import RecipientsForm
from store.models import Contract
from store.tasks import close_contracts, remind_of_ends
from tests.store import shop

pytestmark = pytest.mark.django_db
Status = Contract.Status


def refusal(step, **told) -> str:
    with pytest.raises(StepRefused) as refused:
        step(**told)
    return str(refused.value)


def ending(contract, days: int) -> Contract:
    Contract.objects.filter(pk=contract.pk).update(ends_on=db_today() + timedelta(days=days))
    return Contract.objects.get(pk=contract.pk)


def test_a_termination_is_for_a_day_that_has_not_come_and_stands_until_then(signed, approver):
    today = refusal(signed.terminate, by=approver, last_day=db_today(), note="Bytter.")

    signed.terminate(by=approver, last_day=db_today() + timedelta(days=1), note="Bytter.")
    close_contracts()

    assert "ikke er kommet ennå" in today
    assert Contract.objects.get().status == Status.TERMINATED
    assert Contract.objects.in_force().exists()


def test_the_page_answers_a_termination_in_the_past_with_words(signed, approver, sign_in):
    words = {"last_day": db_today().isoformat(), "note": "Bytter."}

    page = sign_in(approver).post(f"/steg/kontrakt/{signed.pk}/terminate/", words)

    assert page.status_code == 422


@pytest.mark.parametrize(("days", "status"), [(0, Status.SIGNED), (-1, Status.CLOSED)])
def test_the_machine_closes_a_contract_when_its_last_day_is_over(signed, days, status):
    ending(signed, days)

    close_contracts()
    close_contracts()

    assert Contract.objects.get().status == status


def test_an_option_prolongs_the_contract_once(listing, editor, approver, supplier):
    words = {"starts_on": db_today(), "initial_months": 12, "option_months": 6}
    contract = shop.order(listing, editor, **words)
    shop.signed(contract, editor, approver, supplier)
    first = contract.ends_on

    contract.use_option(by=approver)

    assert first == months_after(db_today(), 12) - timedelta(days=1)
    assert contract.ends_on == months_after(db_today(), 18) - timedelta(days=1)
    assert "ingen opsjon" in refusal(contract.use_option, by=approver)


def test_both_sides_are_warned_once_at_each_mark(signed, supplier, editor):
    told = Letter.objects.filter(key__startswith="contract-ends")

    def letters_at(days) -> int:
        ending(signed, days)
        remind_of_ends()
        remind_of_ends()
        return told.count()

    early, first = letters_at(91), letters_at(90)

    assert early == 0
    assert {supplier.user.email, editor.user.email} <= set(told.values_list("to", flat=True))
    assert first == told.values("to").distinct().count()
    assert letters_at(45) == 2 * first


def test_a_short_contract_is_told_of_later(listing, editor, approver, supplier):
    words = {"starts_on": db_today(), "initial_months": 2}
    contract = shop.order(listing, editor, **words)
    shop.signed(contract, editor, approver, supplier)
    told = Letter.objects.filter(key__startswith="contract-ends")

    ending(contract, 31)
    remind_of_ends()
    early = told.count()
    ending(contract, 30)
    remind_of_ends()

    assert (early, told.count() > 0) == (0, True)


def test_the_spreadsheet_holds_my_contracts_and_no_formulas(listing, editor, other_editor, sign_in):
    contract = shop.order(listing, editor)
    fill(RecipientsForm, editor, {"names": "=SUM(A1)"}, contract)

    mine = sign_in(editor).get("/butikken/kontrakter/regneark/").getvalue().decode()
    theirs = sign_in(other_editor).get("/butikken/kontrakter/regneark/").getvalue().decode()

    assert contract.number in mine
    assert ",=SUM" not in mine
    assert contract.number not in theirs


def test_the_list_is_filtered_and_sorted(listing, editor, approver, sign_in):
    small = shop.order(listing, editor)
    large = shop.order(listing, editor, amount="900000")
    large.request_approval(by=editor)
    browser = sign_in(editor)

    def found(query):
        return list(browser.get(f"/butikken/kontrakter/?{query}").context["page_obj"])

    assert found("sort=-amount") == [large, small]
    assert found("status=draft") == [small]
    assert found(f"q={large.number}") == [large]
    assert found("q=finnes-ikke&sort=tull") == []
