"""Terms, qualification, and how people come to belong to an organisation."""

from .invitation import Invitation
from .joining import JoinRequest
from .merger import Merger
from .qualification import Qualification
from .review import Assessment
from .role_proposal import RoleProposal
from .self_declaration import SelfDeclaration
from .terms import Acceptance, Terms, accepted_terms

__all__ = [
    "Acceptance",
    "Assessment",
    "Invitation",
    "JoinRequest",
    "Merger",
    "Qualification",
    "RoleProposal",
    "SelfDeclaration",
    "Terms",
    "accepted_terms",
]
