"""What people write keeps the language it was written in, and the page says which it is."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def current_language() -> str:
    """The language that the writer uses the portal in."""
    return get_language() or settings.LANGUAGE_CODE


class Written(models.Model):
    """Skrevet: text by a person, so that a screen reader can read it in the right language.

    WCAG 2.2, 3.1.2 Language of Parts. Set by the form when the thing is made.
    """

    language = models.CharField(
        _("språk"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=current_language,
        editable=False,
    )

    class Meta:
        abstract = True
