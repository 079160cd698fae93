"""Butikken: what is verified goes on the shelf; Ringsaker orders and takes into use."""

from store.forms import AdoptionForm, ContractForm, ListingForm
from store.models import Adoption, Contract, Listing
from store.models.basis import agreements_for
from verification.models import Application

from ..filling import fill
from .verification import KOGNITIV

PRICES = {
    KOGNITIV: {"price_model": "per_inhabitant", "price": "18.00", "period": "year"},
    "Tildel": {"price_model": "flat", "price": "42000.00", "period": "year"},
}
SELLERS = {KOGNITIV: "leverandor", "Tildel": "nordlys"}


def tell(actors) -> None:
    """Publish the listings, sign a contract, and let three municipalities tell that they use it."""
    for name, price in PRICES.items():
        _publish(actors[SELLERS[name]], name, price)
    listing = Listing.objects.get(application__name=KOGNITIV)
    _order(actors, listing)
    for name in ("bodo", "drammen"):
        _adopt(actors[name], listing)


def _publish(supplier, name: str, price: dict) -> None:
    application = Application.objects.get(name=name)
    if Listing.objects.filter(application=application).exists():
        return
    listing = fill(ListingForm, supplier, price, Listing(application=application))
    listing.publish(by=supplier)


def _order(actors, listing: Listing) -> None:
    """From draft to in use, with the supplier's yes on the way."""
    buyer, approver = actors["kommune"], actors["leder"]
    if Contract.objects.filter(buyer=buyer.organisation, listing=listing).exists():
        return
    agreement = agreements_for(listing, buyer.organisation).get()
    told = {
        "basis": "framework",
        "agreement": agreement.pk,
        "price": "18.00",
        "amount": "641016.00",
        "starts_on": agreement.starts_on.isoformat(),
    }
    contract = fill(ContractForm, buyer, told, Contract(listing=listing))
    contract.request_approval(by=buyer)
    contract.approve_and_send(by=approver)
    contract.confirm(by=actors["leverandor"])
    contract.sign(by=approver)
    contract.start_introduction(by=buyer)
    contract.take_into_use(by=buyer)
    adoption = fill(AdoptionForm, buyer, {"contract": contract.pk}, Adoption(listing=listing))
    adoption.take_into_use(by=buyer)


def _adopt(municipality, listing: Listing) -> None:
    if Adoption.objects.filter(organisation=municipality.organisation, listing=listing).exists():
        return
    adoption = fill(AdoptionForm, municipality, {}, Adoption(listing=listing))
    adoption.start_pilot(by=municipality)
