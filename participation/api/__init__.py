"""API of the room."""

from .joining import InvitationViewSet, JoinRequestViewSet, RoleProposalViewSet
from .qualification import QualificationViewSet

__all__ = [
    "InvitationViewSet",
    "JoinRequestViewSet",
    "QualificationViewSet",
    "RoleProposalViewSet",
]
from .merger import MergerViewSet
from .organisation import OrganisationViewSet

__all__ = ["MergerViewSet", "OrganisationViewSet", "QualificationViewSet"]
