"""API of Butikken."""

from .adoption import AdoptionViewSet
from .contract import ContractViewSet
from .listing import ListingViewSet

__all__ = ["AdoptionViewSet", "ContractViewSet", "ListingViewSet"]
