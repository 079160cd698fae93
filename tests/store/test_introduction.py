"""The introduction plan: made when the contract is signed, done by each side for itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from marketplace.clock import db_today
from marketplace.demo.filling import fill
from marketplace.mine import tasks
from store.forms import TaskForm
from store.models import IntroductionTask
from store.models.contracts.introduction import Side, template
from tests.store import shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(listing, editor, approver, supplier):
    made = shop.order(listing, editor, starts_on=db_today())
    return shop.signed(made, editor, approver, supplier)


def of(contract, side) -> IntroductionTask:
    return contract.tasks.filter(side=side).first()


def test_signing_makes_a_plan_for_both_sides(contract):
    sides = set(contract.tasks.values_list("side", flat=True))
    dues = list(contract.tasks.values_list("due", flat=True))

    assert sides == set(Side)
    assert dues == sorted(dues)


def test_the_plan_is_made_from_what_the_declaration_says():
    said = {"training_hours": 6, "data_migration": {"answer": "yes", "why": "Ja."}}

    titles = [title for title, _side, _share in template(said)]

    assert "Opplæring av de ansatte (6 timer)" in titles
    assert len(titles) == len(template({})) + 1


def test_each_side_ticks_its_own(contract, editor, supplier):
    ours, theirs = of(contract, Side.BUYER), of(contract, Side.SUPPLIER)

    ours.finish(by=editor)
    theirs.finish(by=supplier)

    for task, stranger in ((of(contract, Side.BUYER), supplier), (theirs, editor)):
        with pytest.raises(PermissionDenied):
            task.reopen(by=stranger)
    assert ours.done_at


def test_what_is_late_stands_among_my_tasks(contract, editor, supplier):
    yesterday = db_today() - timedelta(days=1)
    contract.tasks.update(due=yesterday)

    late = {who: [t.title for t in tasks(who) if t.late] for who in (editor, supplier)}

    assert str(of(contract, Side.BUYER)) in late[editor]
    assert str(of(contract, Side.SUPPLIER)) in late[supplier]
    assert str(of(contract, Side.SUPPLIER)) not in late[editor]


def test_both_sides_add_tasks_and_strangers_never_see_them(
    contract, supplier, other_editor, sign_in
):
    words = {"title": "Koble til journalen", "side": "supplier"}

    task = fill(TaskForm, supplier, words, IntroductionTask(contract=contract))

    assert task.place == contract.tasks.count()
    assert not IntroductionTask.objects.visible_to(other_editor.user).exists()
    page = sign_in(supplier).get(contract.get_absolute_url())
    assert "Koble til journalen" in page.content.decode()


def test_the_plan_goes_on_when_the_contract_is_amended(contract, editor, approver, supplier):
    before = contract.tasks.count()
    contract.amend(by=editor, note="Mer.")
    amended = contract.amendments.get()

    shop.signed(amended, editor, approver, supplier)

    plan = IntroductionTask.objects.of_contract(amended)
    assert plan.count() == before
    assert IntroductionTask.objects.waiting_for(editor).exists()
