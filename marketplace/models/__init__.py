"""The nouns that three or more rooms use."""

from .attempt import Attempt
from .comment import Comment, CommentVersion
from .document import Document
from .event import Event
from .figure import Figure
from .follow import Follow
from .letter import Letter
from .moderation import Report
from .notice import Notice, NoticeSettings
from .noun import Noun
from .organisation import Membership, Organisation, Role
from .pulse import Pulse
from .register_entry import RegisterEntry
from .seal import Seal
from .service_area import ServiceArea
from .untold import Untold, Waiting
from .user import User

__all__ = [
    "Comment",
    "CommentVersion",
    "Attempt",
    "Document",
    "Event",
    "Figure",
    "Follow",
    "Letter",
    "Membership",
    "Notice",
    "NoticeSettings",
    "Noun",
    "Organisation",
    "Pulse",
    "Report",
    "RegisterEntry",
    "Role",
    "Seal",
    "ServiceArea",
    "Untold",
    "User",
    "Waiting",
]
