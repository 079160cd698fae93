"""The house itself: the cellar that every room stands on, and the roof over them."""

from .celery import app as celery_app

__all__ = ["celery_app"]
