"""Listings, contracts and adoptions."""

from .adoption import Adoption
from .contract import Contract
from .listing import Listing

__all__ = ["Adoption", "Contract", "Listing"]
