"""Listings with what finds them, prices, contracts and adoptions."""

from .comparing.entry import ShortlistEntry
from .comparing.shortlist import Shortlist
from .contracts.contract import Contract
from .contracts.introduction import IntroductionTask
from .contracts.line import ContractLine, Recipient
from .contracts.terms import ContractText
from .finding.document import SearchDocument
from .finding.pulse import ShelfPulse
from .finding.saved_search import Look, SavedSearch
from .finding.word import Word
from .listing import Listing
from .prices.plan import PricePlan, PriceTier
from .use.adoption import Adoption

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
