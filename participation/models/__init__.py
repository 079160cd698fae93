"""Terms, qualification, and how people come to belong to an organisation."""

from .acceptance import Acceptance, accepted_terms
from .audience import Audience
from .invitation import Invitation
from .joining import JoinRequest
from .merger import Merger
from .qualification import Qualification
from .review import Assessment
from .role_proposal import RoleProposal
from .self_declaration import SelfDeclaration
from .terms import Terms

__all__ = [
    "Acceptance",
    "Assessment",
    "Audience",
    "Invitation",
    "JoinRequest",
    "Merger",
    "Qualification",
    "RoleProposal",
    "SelfDeclaration",
    "Terms",
    "accepted_terms",
]
