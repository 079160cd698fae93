"""Needs, collaborations and the common basis."""

from .bases.basis import CommonBasis, Signature
from .bases.checklist import ChecklistItem
from .needs.need import Need
from .needs.requirement import Requirement
from .needs.version import NeedVersion
from .support.endorsement import Endorsement
from .work.collaboration import Collaboration
from .work.party import Party
from .work.track import Track

__all__ = [
    "ChecklistItem",
    "Collaboration",
    "CommonBasis",
    "Endorsement",
    "Need",
    "NeedVersion",
    "Party",
    "Requirement",
    "Signature",
    "Track",
]
