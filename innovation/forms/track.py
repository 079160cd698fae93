"""How far a circle has come."""

from django import forms
from django.utils.translation import gettext_lazy as _

from innovation import policy
from innovation.models import (
    Track,
)

from .own_part import OwnPartForm


class TrackForm(OwnPartForm):
    """Report how far one circle has come."""

    parent_field = "collaboration"
    rule = policy.leads_or_facilitates

    class Meta:
        model = Track
        fields = ["status", "summary"]
        widgets = {"status": forms.RadioSelect, "summary": forms.Textarea(attrs={"rows": 4})}

    def clean(self):
        """A circle that ends says what came of it."""
        cleaned = super().clean()
        ended = cleaned.get("status") in (Track.Status.DONE, Track.Status.NOT_RELEVANT)
        if ended and not cleaned.get("summary"):
            self.add_error("summary", _("Skriv en oppsummering eller begrunnelse."))
        return cleaned
