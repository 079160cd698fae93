"""Municipalities by size, so that one finds those that are like one's own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SizeBand(models.TextChoices):
    """Størrelsesgruppe: how many people live there."""

    SMALL = "small", _("Under 5 000 innbyggere")
    MEDIUM = "medium", _("5 000–19 999 innbyggere")
    LARGE = "large", _("20 000–49 999 innbyggere")
    CITY = "city", _("50 000 innbyggere eller flere")

    @property
    def limits(self) -> tuple[int, int | None]:
        """From how many, and below how many; the largest has no end."""
        return LIMITS[self]

    @classmethod
    def of(cls, inhabitants: int | None) -> "SizeBand | None":
        """The band of so many people; None when nobody knows how many."""
        if inhabitants is None:
            return None
        return next(band for band in cls if not band.limits[1] or inhabitants < band.limits[1])

    def within(self, path: str = "population") -> Q:
        """The organisations at the path that are of this size."""
        least, below = self.limits
        wanted = Q(**{f"{path}__gte": least})
        return wanted & Q(**{f"{path}__lt": below}) if below else wanted


LIMITS: dict[str, tuple[int, int | None]] = {
    "small": (0, 5_000),
    "medium": (5_000, 20_000),
    "large": (20_000, 50_000),
    "city": (50_000, None),
}
