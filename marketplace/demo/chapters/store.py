"""Butikken: what is verified goes on the shelf; Ringsaker orders and takes into use."""

from datetime import timedelta

from marketplace.clock import db_today
from store.forms import AdoptionForm, ContractForm, ListingForm, RecipientsForm
from store.models import Adoption, Contract, Listing
from store.models.basis import agreements_for
from store.models.contracts.introduction import Side
from verification.models import Application

from ..filling import fill
from .verification import KOGNITIV

RECIPIENTS = "Brumunddal sykehjem\nMoelv sykehjem\nHjemmetjenesten Nes"
A_YEAR = {"period": "year"}
PER_INHABITANT, FLAT = ({"price_model": m} | A_YEAR for m in ("per_inhabitant", "flat"))
PER_USER, ON_REQUEST = ({"price_model": m} | A_YEAR for m in ("per_user", "on_request"))
# Who sells what, and for how much.
SOLD = {
    KOGNITIV: ("leverandor", PER_INHABITANT | {"price": "18.00"}),
    "Tildel": ("nordlys", FLAT | {"price": "42000.00"}),
    "Minnesjekk": ("havbris", PER_USER | {"price": "490.00", "period": "month"}),
    "Kartlegg Felles": ("nordlys", PER_INHABITANT | {"price": "11.50"}),
    "Hjemmeplan": ("bergtun", PER_INHABITANT | {"price": "29.00"}),
    "Helsestasjonen min": ("havbris", FLAT | {"price": "160000.00"}),
    "Medisinvakt": ("bergtun", PER_INHABITANT | {"price": "7.80"}),
    "Vaktrom": ("leverandor", ON_REQUEST),
}
TAKES, TRIES = "take_into_use", "start_pilot"
# Ringsaker's own comes with a contract.
ADOPTED = [
    ("bodo", KOGNITIV, TRIES),
    ("drammen", KOGNITIV, TRIES),
    ("bodo", "Kartlegg Felles", TAKES),
    ("bodo", "Helsestasjonen min", TRIES),
    ("drammen", "Hjemmeplan", TAKES),
    ("kommune", "Medisinvakt", TAKES),
]


def tell(actors) -> None:
    """Publish the listings, sign a contract, and let municipalities tell what they use."""
    for name, (seller, price) in SOLD.items():
        _publish(actors[seller], name, price)
    _order(actors, Listing.objects.get(application__name=KOGNITIV))
    for name, sold, step in ADOPTED:
        _adopt(actors[name], sold, step)


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
        "initial_months": 12,
        "option_months": 12,
        "amount": "1282032.00",
        "starts_on": db_today().isoformat(),
    }
    contract = fill(ContractForm, buyer, told, Contract(listing=listing))
    units = {"names": RECIPIENTS, "all_on": db_today() + timedelta(days=60)}
    fill(RecipientsForm, buyer, units, contract)
    contract.request_approval(by=buyer)
    contract.approve_and_send(by=approver)
    contract.confirm(by=actors["leverandor"])
    _sign(contract, approver, actors["leverandor"])
    contract.start_introduction(by=buyer)
    for task in contract.tasks.all()[:3]:
        task.finish(by=buyer if task.side == Side.BUYER else actors["leverandor"])
    contract.take_into_use(by=buyer)
    adoption = fill(AdoptionForm, buyer, {"contract": contract.pk}, Adoption(listing=listing))
    adoption.take_into_use(by=buyer)


def _sign(contract: Contract, approver, supplier) -> None:
    """The data-processing agreement first, then both signatures."""
    who = "Kommunedirektøren for kommunen, daglig leder for leverandøren."
    contract.agree_on_data(by=approver, agreed_on=db_today(), note=who)
    contract.sign(by=approver)
    contract.sign_as_supplier(by=supplier)


def _adopt(municipality, name: str, step: str) -> None:
    listing = Listing.objects.get(application__name=name)
    if Adoption.objects.filter(organisation=municipality.organisation, listing=listing).exists():
        return
    adoption = fill(AdoptionForm, municipality, {}, Adoption(listing=listing))
    getattr(adoption, step)(by=municipality)
