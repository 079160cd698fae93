"""Forms and filters of Felleskjøp."""

from .finding import ProcurementFilter
from .joint_procurement import CommitmentForm, CriterionForm, JointProcurementForm
from .offer import OfferForm, ScoresForm

__all__ = [
    "CommitmentForm",
    "CriterionForm",
    "JointProcurementForm",
    "OfferForm",
    "ProcurementFilter",
    "ScoresForm",
]
