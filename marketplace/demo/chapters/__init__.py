"""The chapters of the demo story, one room each."""

from . import (
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
