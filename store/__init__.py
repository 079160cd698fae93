"""Butikken: listings, search, compare, contract and adoption."""
