"""What is left of a ceiling is given once: to a new call-off or to an amendment, never to both."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from procurement.models import FrameworkAgreement
from store.forms import ContractForm
from store.models.contracts.ceiling import remaining
from tests.store import shop

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_amendment_and_a_rival_cannot_pass_the_ceiling_together(
    listing, agreement, editor, approver, supplier, other_editor, other_approver
):
    words = {"basis": "framework", "agreement": agreement.pk}
    standing = shop.order(listing, editor, **words, amount="400000")
    shop.signed(standing, editor, approver, supplier)
    standing.amend(by=editor, note="Mer.")
    more = standing.amendments.get()
    fill(ContractForm, editor, {"amount": "900000"}, more)
    rival = shop.order(listing, other_editor, **words, amount="400000")
    more.request_approval(by=editor)
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
            more.approve_and_send(by=approver)
            answer = thread.submit(send_rival)
            with pytest.raises(TimeoutError):
                answer.result(timeout=0.5)  # The rival waits for the agreement's row.
        told = answer.result(timeout=20)

    assert "ikke nok igjen" in told
    assert remaining(FrameworkAgreement.objects.get()) == 100_000
