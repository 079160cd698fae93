"""Terms, qualification, and how people come to belong to an organisation."""

from .invitation import Invitation
from .joining import JoinRequest
from .merger import Merger
from .qualification import Qualification
from .role_proposal import RoleProposal
from .terms import Acceptance, Terms, accepted_terms

__all__ = [
    "Acceptance",
    "Invitation",
    "JoinRequest",
    "Merger",
    "Qualification",
    "RoleProposal",
    "Terms",
    "accepted_terms",
]
