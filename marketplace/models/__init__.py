"""The nouns that three or more rooms use."""

from .event import Event
from .figure import Figure
from .organisation import Membership, Organisation, Role
from .pulse import Pulse
from .service_area import ServiceArea
from .user import User

__all__ = [
    "Event",
    "Figure",
    "Membership",
    "Organisation",
    "Pulse",
    "Role",
    "ServiceArea",
    "User",
]
