"""Forms and filters of Butikken."""

from .adoption import AdoptionFilter, AdoptionForm
from .calculator import CalculatorForm
from .contract import ContractForm, ContractLineForm
from .contract_filter import ContractFilter
from .finding import ListingFilter
from .introduction import TaskForm
from .listing import ListingForm
from .price_plan import PricePlanForm
from .recipients import RecipientsForm
from .saved_search import SavedSearchForm
from .shortlist import AddForm, EntryForm, ShortlistForm

__all__ = [
    "AddForm",
    "AdoptionFilter",
    "AdoptionForm",
    "CalculatorForm",
    "ContractFilter",
    "ContractForm",
    "ContractLineForm",
    "EntryForm",
    "ListingFilter",
    "ListingForm",
    "PricePlanForm",
    "RecipientsForm",
    "SavedSearchForm",
    "ShortlistForm",
    "TaskForm",
]
