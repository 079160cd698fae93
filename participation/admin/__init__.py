"""The room in Django admin."""

from . import joining, merger, qualification, terms

__all__ = [
    "joining",
    "merger",
    "qualification",
    "terms",
]
