"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VerificationConfig(AppConfig):
    """Verifikasjon."""

    name = "verification"
    verbose_name = _("Verifikasjon")
