"""The cellar as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MarketplaceConfig(AppConfig):
    """Markedsplassen: people, organisations, areas, events and the figures the rules use."""

    name = "marketplace"
    verbose_name = _("Markedsplassen")
