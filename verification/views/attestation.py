"""Attestations."""

from django.urls import reverse

from marketplace.pages import NounPage, public
from verification import models

from .room import ROOM


@public
class AttestationPage(NounPage):
    """One attestation with level, dates and its true state."""

    model = models.Attestation
    related = ("version__application__supplier", "run")
    slug_field = slug_url_kwarg = "public_id"

    def crumbs(self):
        """Forsiden → Verifikasjon → the application."""
        application = self.object.version.application
        return [ROOM, (application.name, application.get_absolute_url())]

    def get_context_data(self, **kwargs):
        """Add the table of outcomes."""
        run = self.object.run
        url = reverse("verification:run", args=[run.pk])
        return super().get_context_data(checks=run.checks.all(), run_url=url, **kwargs)
