"""Forms and filters of Innovasjonsarena."""

from .checklist import ChecklistForm
from .collaboration import CollaborationForm
from .endorsement import EndorsementForm
from .finding import NeedFilter
from .need import NeedForm
from .party import PartyForm
from .requirement import RequirementForm
from .track import TrackForm

__all__ = [
    "ChecklistForm",
    "CollaborationForm",
    "EndorsementForm",
    "NeedFilter",
    "NeedForm",
    "PartyForm",
    "RequirementForm",
    "TrackForm",
]
