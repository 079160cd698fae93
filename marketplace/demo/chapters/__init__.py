"""The chapters of the demo story, one room each."""

from . import (
    collaboration,
    experience,
    joining,
    merger,
    needs,
    notices,
    procurement,
    qualification,
    store,
    terms,
    verification,
)

__all__ = [
    "collaboration",
    "experience",
    "joining",
    "merger",
    "needs",
    "notices",
    "procurement",
    "qualification",
    "store",
    "terms",
    "verification",
]
