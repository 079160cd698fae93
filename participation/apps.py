"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    """Vilkår og kvalifisering."""

    name = "participation"
    verbose_name = _("Vilkår og kvalifisering")
