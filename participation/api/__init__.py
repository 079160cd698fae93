"""API of the room."""

from .joining import InvitationViewSet, JoinRequestViewSet, RoleProposalViewSet
from .qualification import QualificationViewSet

__all__ = [
    "InvitationViewSet",
    "JoinRequestViewSet",
    "QualificationViewSet",
    "RoleProposalViewSet",
]
