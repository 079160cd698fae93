"""Forms and filters of Butikken."""

from .adoption import AdoptionFilter, AdoptionForm
from .contract import ContractForm
from .finding import ListingFilter
from .listing import ListingForm

__all__ = ["AdoptionFilter", "AdoptionForm", "ContractForm", "ListingFilter", "ListingForm"]
