"""Priser: tiers, an add-on and services, each stated by its supplier."""

from store.forms import PricePlanForm
from store.models import Listing, PricePlan

from ..filling import fill
from .store import SOLD
from .verification import KOGNITIV

TRAINING = {
    "about": "service",
    "name": "Opplæring av superbrukere",
    "description": "En dag hos dere for inntil tolv superbrukere, med øvelser og kurshefte.",
    "counted_by": "day",
    "period": "one_off",
    "price_1": "14500",
}
START = {
    "about": "service",
    "name": "Oppstart og oppsett",
    "description": "Innlogging med jobbkonto, roller og kobling til journalen.",
    "counted_by": "fixed",
    "period": "one_off",
    "price_1": "48000",
}
REPORTS = {
    "about": "addon",
    "name": "Rapporter til ledere",
    "description": "Ferdige rapporter for sone, distrikt og hele kommunen.",
    "counted_by": "inhabitant",
    "tiering": "cumulative",
    "period": "year",
    "start_1": 1,
    "price_1": "1.50",
    "start_2": 10_001,
    "price_2": "0.75",
    "start_3": 50_001,
    "price_3": "0.25",
}
PLANS = {
    KOGNITIV: [REPORTS, START, TRAINING],
    "Tildel": [START | {"name": "Oppstart", "price_1": "25000"}],
}


def tell(actors) -> None:
    """State what goes with each solution."""
    for name, plans in PLANS.items():
        listing = Listing.objects.get(application__name=name)
        seller, _price = SOLD[name]
        for words in plans:
            _state(actors[seller], listing, words)


def _state(supplier, listing: Listing, words: dict) -> None:
    if not listing.plans.filter(name=words["name"]).exists():
        told = {"tiering": "flat"} | words
        fill(PricePlanForm, supplier, told, PricePlan(listing=listing)).publish(by=supplier)
