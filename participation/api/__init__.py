"""API of the room."""

from .qualification import QualificationViewSet

__all__ = ["QualificationViewSet"]
