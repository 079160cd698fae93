"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoreConfig(AppConfig):
    """Butikken."""

    name = "store"
    verbose_name = _("Butikken")
