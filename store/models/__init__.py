"""Listings with what finds them, prices, contracts and adoptions."""

from .adoption import Adoption
from .contract import Contract
from .document import SearchDocument
from .listing import Listing
from .price_plan import PricePlan, PriceTier
from .pulse import ShelfPulse
from .saved_search import Look, SavedSearch
from .shortlist import Shortlist
from .shortlist_entry import ShortlistEntry
from .word import Word

__all__ = [
    "Adoption",
    "Contract",
    "Listing",
    "PricePlan",
    "PriceTier",
    "Look",
    "SavedSearch",
    "SearchDocument",
    "ShelfPulse",
    "Shortlist",
    "ShortlistEntry",
    "Word",
]
