"""Sign-in from outside as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OidcConfig(AppConfig):
    """Innlogging utenfra: allauth finds the provider here by the app's name."""

    name = "marketplace.oidc"
    verbose_name = _("Innlogging utenfra")

    def ready(self) -> None:
        """Listen to allauth for people who arrive."""
        from . import arrival  # noqa: F401
