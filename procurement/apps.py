"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProcurementConfig(AppConfig):
    """Felleskjøp."""

    name = "procurement"
    verbose_name = _("Felleskjøp")
