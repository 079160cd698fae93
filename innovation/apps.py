"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InnovationConfig(AppConfig):
    """Innovasjonsarena."""

    name = "innovation"
    verbose_name = _("Innovasjonsarena")
