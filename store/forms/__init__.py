"""Forms and filters of Butikken."""

from .adoption import AdoptionFilter, AdoptionForm
from .calculator import CalculatorForm
from .contract import ContractForm
from .finding import ListingFilter
from .listing import ListingForm
from .price_plan import PricePlanForm
from .saved_search import SavedSearchForm
from .shortlist import AddForm, EntryForm, ShortlistForm

__all__ = [
    "AddForm",
    "AdoptionFilter",
    "AdoptionForm",
    "CalculatorForm",
    "ContractForm",
    "EntryForm",
    "ListingFilter",
    "ListingForm",
    "PricePlanForm",
    "SavedSearchForm",
    "ShortlistForm",
]
