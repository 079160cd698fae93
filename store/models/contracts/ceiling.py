"""The ceiling of a framework agreement: Σ contracts may never pass its maximum value."""

from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from marketplace.lifecycle import StepRefused, Unmet
from procurement.models import FrameworkAgreement

FULL = _("Rammeavtalen har ikke nok igjen til denne kontrakten.")


def used(agreement) -> Decimal:
    """What the sent contracts have taken."""
    from .contract import Contract

    rows = Contract.objects.calling_off(agreement)
    return rows.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def remaining(agreement) -> Decimal:
    """What is left to call off."""
    return agreement.max_value - used(agreement)


def taken_by(contract) -> Decimal:
    """What a contract takes of what is left: an amendment takes only what it adds."""
    return contract.amount - (contract.amends.amount if contract.amends else 0)


def has_room(contract) -> bool:
    """Tell whether the contract fits in what is left now, without a lock."""
    return contract.agreement is None or taken_by(contract) <= remaining(contract.agreement)


def reserve(contract) -> None:
    """Lock the agreement and refuse when the contract does not fit.

    The sum is read after the lock is held: a rival that was sent meanwhile is then counted.
    """
    if contract.agreement_id is None:
        return
    agreement = FrameworkAgreement.objects.select_for_update().get(pk=contract.agreement_id)
    if taken_by(contract) > remaining(agreement):
        raise StepRefused([Unmet(FULL)])
