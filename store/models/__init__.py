"""Listings with what finds them, prices, contracts and adoptions."""

from .adoption import Adoption
from .contract import Contract
from .contract_line import ContractLine, Recipient
from .contract_terms import ContractText
from .document import SearchDocument
from .introduction import IntroductionTask
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
    "ContractLine",
    "ContractText",
    "IntroductionTask",
    "Listing",
    "PricePlan",
    "PriceTier",
    "Look",
    "Recipient",
    "SavedSearch",
    "SearchDocument",
    "ShelfPulse",
    "Shortlist",
    "ShortlistEntry",
    "Word",
]
