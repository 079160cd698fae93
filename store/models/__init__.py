"""Listings with what finds them, contracts and adoptions."""

from .adoption import Adoption
from .contract import Contract
from .document import SearchDocument
from .listing import Listing
from .pulse import ShelfPulse
from .shortlist import Shortlist
from .shortlist_entry import ShortlistEntry
from .word import Word

__all__ = [
    "Adoption",
    "Contract",
    "Listing",
    "SearchDocument",
    "ShelfPulse",
    "Shortlist",
    "ShortlistEntry",
    "Word",
]
