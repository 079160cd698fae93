"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExperienceConfig(AppConfig):
    """Erfaringsarena."""

    name = "experience"
    verbose_name = _("Erfaringsarena")
