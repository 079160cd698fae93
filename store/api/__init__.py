"""API of Butikken."""

from .adoption import AdoptionViewSet
from .contract import ContractViewSet
from .introduction import IntroductionTaskViewSet
from .listing import ListingViewSet
from .price_plan import PricePlanViewSet
from .saved_search import SavedSearchViewSet
from .shortlist import ShortlistViewSet

__all__ = [
    "AdoptionViewSet",
    "ContractViewSet",
    "IntroductionTaskViewSet",
    "ListingViewSet",
    "PricePlanViewSet",
    "SavedSearchViewSet",
    "ShortlistViewSet",
]
