"""The chapters of the demo story, one room each."""

from . import (
    collaboration,
    experience,
    needs,
    procurement,
    qualification,
    store,
    terms,
    verification,
)

__all__ = [
    "collaboration",
    "experience",
    "needs",
    "procurement",
    "qualification",
    "store",
    "terms",
    "verification",
]
