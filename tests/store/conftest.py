"""What the store's tests share: something on the shelf, and a framework to call off from."""

import pytest

from marketplace.clock import db_today
from procurement.models import FrameworkAgreement
from store.models import Contract, Listing
from tests.store import shop


@pytest.fixture
def listing(attested_version, supplier) -> Listing:
    """KognitivTest on the shelf at 100 000 a year."""
    return shop.put_on_shelf(attested_version, supplier)


@pytest.fixture
def agreement(fkj, supplier_org, municipality, other_municipality, approver) -> FrameworkAgreement:
    """Ringsaker and Bodø may call off a million together."""
    parties = [municipality, other_municipality]
    return shop.framework(fkj, supplier_org, parties, 1_000_000, approver)


@pytest.fixture
def confirmed(listing, editor, approver, supplier) -> Contract:
    contract = shop.order(listing, editor, starts_on=db_today())
    contract.request_approval(by=editor)
    contract.approve_and_send(by=approver)
    contract.confirm(by=supplier)
    return contract


@pytest.fixture
def signed(confirmed, approver, supplier) -> Contract:
    return shop.sign(confirmed, approver, supplier)
