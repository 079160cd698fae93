"""The cellar as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MarketplaceConfig(AppConfig):
    """Markedsplassen: people, organisations, areas, events and the figures the rules use."""

    name = "marketplace"
    verbose_name = _("Markedsplassen")

    def ready(self) -> None:
        """Count attempts here, and hear from allauth who proved what."""
        from allauth.account.signals import authentication_step_completed
        from allauth.mfa.signals import authenticator_added, authenticator_removed

        from marketplace.accounts import limits, strength

        limits.install()
        authentication_step_completed.connect(strength.note_proof)
        authenticator_added.connect(strength.note_new_factor)
        authenticator_removed.connect(strength.forget_factor)
