"""The chapters of the demo story, one room each."""

from . import (
    catalogue,
    collaboration,
    conversation,
    documents,
    experience,
    joining,
    merger,
    needs,
    notices,
    prices,
    procurement,
    qualification,
    shortlist,
    store,
    terms,
    verification,
)

__all__ = [
    "catalogue",
    "collaboration",
    "conversation",
    "documents",
    "experience",
    "joining",
    "merger",
    "needs",
    "notices",
    "prices",
    "procurement",
    "qualification",
    "shortlist",
    "store",
    "terms",
    "verification",
]
