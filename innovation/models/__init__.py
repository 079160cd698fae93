"""Needs, collaborations and the common basis."""

from .basis import ChecklistItem, CommonBasis, Signature
from .collaboration import Collaboration
from .endorsement import Endorsement, Requirement
from .need import Need, NeedVersion
from .party import Party
from .track import Track

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
