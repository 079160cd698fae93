"""The house itself: the cellar that every room stands on, and the roof that ties the rooms together."""

from .celery import app as celery_app

__all__ = ["celery_app"]
