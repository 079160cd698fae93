"""How things get on the shelf and contracts get written, through the portal's own forms."""

import uuid
from copy import copy
from datetime import timedelta
from decimal import Decimal

from marketplace.clock import db_today
from marketplace.demo.filling import fill
from participation.forms import AcceptanceForm
from participation.models import Acceptance, Terms
from procurement.models import Commitment, FrameworkAgreement, JointProcurement, Offer
from store.forms import AdoptionForm, ContractForm, ListingForm, PricePlanForm
from store.models import Adoption, Contract, Listing, PricePlan

LANGUAGES = ("", "_nn", "_en")
TIERED = {
    "name": "Per innbygger",
    "counted_by": "inhabitant",
    "tiering": "volume",
    "start_1": 1,
    "price_1": "20",
    "start_2": 10_000,
    "price_2": "15.125",
}
PRICE = {"price_model": "flat", "price": "100000", "period": "year"}


def put_on_shelf(version, supplier, **price) -> Listing:
    """List the version's application and publish it."""
    unsaved = Listing(application=version.application)
    listing = fill(ListingForm, supplier, PRICE | price, unsaved)
    listing.publish(by=supplier)
    return listing


def change(listing: Listing, supplier, **price) -> Listing:
    """The supplier says another price."""
    return fill(ListingForm, supplier, price, Listing.objects.get(pk=listing.pk))


def plan(listing: Listing, supplier, **words) -> PricePlan:
    """A draft price."""
    told = {"about": "solution", "name": "Abonnement", "counted_by": "fixed", "price_1": "100"}
    told |= {"tiering": "flat", "period": "year"}
    return fill(PricePlanForm, supplier, told | words, PricePlan(listing=listing))


def clone_many(listing: Listing, number: int, start: int = 0) -> None:
    """So many more like it, straight into the tables."""
    areas = list(listing.application.areas.all())
    attestation = listing.version.attestations.get()
    for n in range(start, start + number):
        clone = again(listing.application, name=f"Kopi {n:03}", slug=f"kopi-{n:03}")
        clone.areas.set(areas)
        version = again(listing.version, application=clone)
        run = again(attestation.run, version=version)
        again(attestation, version=version, run=run, public_id=uuid.uuid4())
        again(listing, application=clone, version=version, slug=clone.slug)
    Listing.objects.all().reindex()


def again(thing, **changed):
    """One more row like it."""
    clone = copy(thing)
    clone.pk, clone._state = None, copy(thing._state)
    clone._state.adding, clone._state.fields_cache = True, {}
    for name, value in changed.items():
        setattr(clone, name, value)
    clone.save()
    return clone


def order(listing: Listing, buyer, **words) -> Contract:
    """A draft contract."""
    told = {"basis": "below_threshold", "price": "90000", "amount": "360000"}
    return fill(ContractForm, buyer, told | words, Contract(listing=listing))


def sign(contract: Contract, approver, supplier) -> Contract:
    """The data-processing agreement, then both signatures."""
    contract.agree_on_data(by=supplier, agreed_on=db_today(), note="Direktør og daglig leder.")
    contract.sign_as_supplier(by=supplier)
    contract.sign(by=approver)
    return contract


def signed(contract: Contract, buyer, approver, supplier) -> Contract:
    """All the way from draft to signed by both."""
    contract.request_approval(by=buyer)
    contract.approve_and_send(by=approver)
    contract.confirm(by=supplier)
    return sign(contract, approver, supplier)


def framework(fkj, supplier, parties, max_value: int, signer) -> FrameworkAgreement:
    """An active agreement, straight into the tables: how it came to be is tested elsewhere."""
    today = db_today()
    procurement = JointProcurement.objects.create(title="Felles kartlegging", owner=fkj)
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


def adopt(listing: Listing, who, **words) -> Adoption:
    """The municipality says that it considers it."""
    return fill(AdoptionForm, who, words, Adoption(listing=listing))


def new_terms(audience: str) -> Terms:
    """Terms that apply from yesterday."""
    yesterday = db_today() - timedelta(days=1)
    words = {
        f"{field}{language}": "Vilkår" for field in ("title", "text") for language in LANGUAGES
    }
    told = {"number": 1, "valid_from": yesterday, "status": "published"}
    return Terms.objects.create(audience=audience, **told, **words)


def accept(terms: Terms, who) -> Acceptance:
    """Accept for the organisation."""
    return fill(AcceptanceForm, who, {"agree": True}, Acceptance(terms=terms))
