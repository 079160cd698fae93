"""The room in Django admin."""

from . import joining, qualification, terms

__all__ = ["joining", "qualification", "terms"]
from . import merger

__all__ = ["merger", "qualification", "terms"]
