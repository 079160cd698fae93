"""The one form of each noun."""

from .account import CloseForm
from .finding import QualificationFilter
from .invitation import InvitationForm
from .joining import JoinForm
from .members import EndRoleForm, RoleForm
from .merger import MergerForm
from .organisation import LeaveForm
from .organisations import OrganisationFilter
from .qualification import QualificationForm
from .review import ReviewForm
from .terms import AcceptanceForm, TermsForm

__all__ = [
    "AcceptanceForm",
    "CloseForm",
    "EndRoleForm",
    "InvitationForm",
    "JoinForm",
    "LeaveForm",
    "MergerForm",
    "OrganisationFilter",
    "QualificationFilter",
    "QualificationForm",
    "ReviewForm",
    "RoleForm",
    "TermsForm",
]
