"""The ways in that this site offers."""

from django.conf import settings

from .configuration import WayIn


def find(id_: str) -> WayIn | None:
    """The way in with this id."""
    return next((way for way in settings.OIDC_WAYS if way.id == id_), None)
