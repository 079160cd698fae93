"""Joint procurement: commitments, sealed offers, evaluation and framework agreements."""

from .announced import Announcement
from .commitment import Commitment
from .criterion import Criterion
from .framework_agreement import FrameworkAgreement
from .joint_procurement import JointProcurement
from .offer import Offer, OfferVersion
from .score import Score

__all__ = [
    "Announcement",
    "Commitment",
    "Criterion",
    "FrameworkAgreement",
    "JointProcurement",
    "Offer",
    "OfferVersion",
    "Score",
]
