"""The form of a task in an introduction plan."""

from django import forms

from marketplace.forms import NounForm
from store import policy
from store.models import Contract, IntroductionTask
from store.models.contracts.status import RUNNING


class TaskForm(NounForm):
    """Add something that must be done, by us or by the other side."""

    class Meta:
        model = IntroductionTask
        fields = ["title", "side", "due"]
        widgets = {
            "side": forms.RadioSelect,
            "due": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who buys or sells."""
        return policy.may_buy(actor) or policy.may_offer(actor)

    @classmethod
    def may_add(cls, actor, parent: Contract) -> bool:
        """Both sides, while the contract is in force."""
        either = policy.buys(actor, parent) or policy.supplies(actor, parent)
        return parent.status in RUNNING and either

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """Both sides, until it is done."""
        return noun.status == noun.Status.TODO and cls.may_add(actor, noun.contract)

    def prepare(self, noun) -> None:
        """Last in the plan."""
        if noun.pk is None:
            noun.place = IntroductionTask.objects.of_contract(noun.contract).count() + 1
