"""API of Innovasjonsarena."""

from .collaboration import CollaborationViewSet
from .need import NeedViewSet
from .party import PartyViewSet

__all__ = ["CollaborationViewSet", "NeedViewSet", "PartyViewSet"]
