"""The room in Django admin."""

from . import qualification, terms

__all__ = ["qualification", "terms"]
