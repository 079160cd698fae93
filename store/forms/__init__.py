"""Forms and filters of Butikken."""

from .adoption import AdoptionFilter, AdoptionForm
from .contract import ContractForm
from .finding import ListingFilter
from .listing import ListingForm
from .shortlist import AddForm, EntryForm, ShortlistForm

__all__ = [
    "AddForm",
    "AdoptionFilter",
    "AdoptionForm",
    "ContractForm",
    "EntryForm",
    "ListingFilter",
    "ListingForm",
    "ShortlistForm",
]
