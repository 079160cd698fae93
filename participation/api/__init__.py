"""API of the room."""

from .joining import InvitationViewSet, JoinRequestViewSet, RoleProposalViewSet
from .merger import MergerViewSet
from .organisation import OrganisationViewSet
from .qualification import QualificationViewSet
from .terms import TermsViewSet

__all__ = [
    "InvitationViewSet",
    "JoinRequestViewSet",
    "MergerViewSet",
    "OrganisationViewSet",
    "QualificationViewSet",
    "RoleProposalViewSet",
    "TermsViewSet",
]
