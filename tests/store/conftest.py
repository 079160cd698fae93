"""What the store's tests share: something on the shelf, and a framework to call off from."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests import cast as people

from marketplace.clock import db_today
from marketplace.demo.filling import fill
from procurement.models import Commitment, FrameworkAgreement, JointProcurement, Offer
from store.forms import ContractForm, ListingForm
from store.models import Contract, Listing

PRICE = {"price_model": "flat", "price": "100000", "period": "year"}


def put_on_shelf(version, supplier, **price) -> Listing:
    """List the version's application and publish it."""
    unsaved = Listing(application=version.application)
    listing = fill(ListingForm, supplier, PRICE | price, unsaved)
    listing.publish(by=supplier)
    return listing


def clone_on_shelf(listing: Listing, number: int) -> Listing:
    """One more listing like it, straight into the tables: for many at once."""
    application = listing.application
    areas = list(application.areas.all())
    application.pk, application.name = None, f"Kopi {number:03}"
    application.slug = f"kopi-{number:03}"
    application.save()
    application.areas.set(areas)
    return Listing.objects.create(
        application=application,
        version=listing.version,
        slug=application.slug,
        price=listing.price,
        status=Listing.Status.PUBLISHED,
    )


def order(listing: Listing, buyer, **words) -> Contract:
    """A draft contract."""
    told = {"basis": "below_threshold", "price": "90000", "amount": "360000"}
    return fill(ContractForm, buyer, told | words, Contract(listing=listing))


def framework(fkj, supplier, parties, max_value: int, signer) -> FrameworkAgreement:
    """An active agreement, straight into the tables: how it came to be is tested elsewhere."""
    today: date = db_today()
    procurement = JointProcurement.objects.create(
        title="Felles kartlegging", owner=fkj, created_by=signer.user
    )
    for party in parties:
        Commitment.objects.create(
            procurement=procurement, organisation=party, estimate=1, signed_by=signer.user
        )
    offer = Offer.objects.create(
        procurement=procurement, supplier=supplier, price=1, solution="Alt."
    )
    return FrameworkAgreement.objects.create(
        procurement=procurement,
        supplier=supplier,
        offer=offer,
        max_value=Decimal(max_value),
        starts_on=today - timedelta(days=1),
        ends_on=today + timedelta(days=700),
        status=FrameworkAgreement.Status.ACTIVE,
    )


@pytest.fixture
def accepted(editor, other_editor, supplier):
    """Nobody has terms left to accept."""
    for actor in (editor, other_editor, supplier):
        people.accept_terms(actor)


@pytest.fixture
def listing(attested_version, supplier) -> Listing:
    """KognitivTest on the shelf at 100 000 a year."""
    return put_on_shelf(attested_version, supplier)


@pytest.fixture
def agreement(fkj, supplier_org, municipality, other_municipality, approver) -> FrameworkAgreement:
    """Ringsaker and Bodø may call off a million together."""
    parties = [municipality, other_municipality]
    return framework(fkj, supplier_org, parties, 1_000_000, approver)
