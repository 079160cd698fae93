"""Butikken: municipalities tell how they use what they have, and somebody keeps a search."""

from store.forms import AdoptionForm, SavedSearchForm
from store.models import Adoption, SavedSearch

from ..filling import fill
from .verification import KOGNITIV

SEARCH = "Kartlegging uten nett"
QUERY = "q=kartlegging"
USE = {
    ("kommune", KOGNITIV): {
        "users": 85,
        "modules": "Kartlegging, rapporter",
        "contact_role": "Systemansvarlig på tildelingskontoret",
    },
    ("bodo", "Kartlegg Felles"): {
        "users": 140,
        "modules": "Kartlegging",
        "contact_role": "Fagleder i hjemmetjenesten",
    },
    ("drammen", "Hjemmeplan"): {
        "users": 620,
        "modules": "Ruter, arbeidslister",
        "contact_role": "Systemansvarlig i hjemmetjenesten",
    },
}


def tell(actors) -> None:
    """Three municipalities tell more, and Ringsaker shares a search with colleagues."""
    for (name, sold), words in USE.items():
        _describe(actors[name], sold, words)
    writer = actors["kommune"]
    if not SavedSearch.objects.filter(user=writer.user).exists():
        words = {"name": SEARCH, "query": QUERY, "shared": True}
        fill(SavedSearchForm, writer, words, SavedSearch())


def _describe(municipality, sold: str, words: dict) -> None:
    mine = Adoption.objects.filter(organisation=municipality.organisation, users=None)
    for adoption in mine.filter(listing__application__name=sold):
        fill(AdoptionForm, municipality, words, adoption)
