"""Start working together."""

from django import forms
from django.utils.translation import gettext_lazy as _

from innovation import policy
from innovation.models import (
    ChecklistItem,
    Collaboration,
    Need,
    Party,
    Track,
)
from marketplace.forms import NounForm
from marketplace.policy import MUNICIPAL
from participation.models import accepted_terms


class CollaborationForm(NounForm):
    """Start working together on a published need."""

    needs = (accepted_terms,)

    class Meta:
        model = Collaboration
        fields = ["title", "mandate", "starts_on", "ends_on"]
        widgets = {
            "mandate": forms.Textarea(attrs={"rows": 5}),
            "starts_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "ends_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who writes for a municipality."""
        return actor.is_kind(*MUNICIPAL) and actor.holds(*policy.WRITERS)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The lead, until it is signed."""
        working = (Collaboration.Status.FORMING, Collaboration.Status.ACTIVE)
        return noun.status in working and policy.leads(actor, noun)

    def clean(self):
        """Only a published need, and an end after the start."""
        cleaned = super().clean()
        is_new = self.instance.pk is None
        if is_new and self.instance.need.status != Need.Status.PUBLISHED:
            raise forms.ValidationError(
                _("Behovet må være publisert før dere kan samarbeide om det.")
            )
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Slutt kan ikke være før start."))
        return cleaned

    def prepare(self, noun) -> None:
        """Whoever starts it leads it."""
        if noun.lead_id is None:
            noun.lead = self.actor.organisation

    def follow_up(self, noun) -> None:
        """Lay out the circles and the checklist; the lead is the first party."""
        for kind in Track.Kind:
            Track.objects.get_or_create(collaboration=noun, kind=kind)
        for point in ChecklistItem.Point:
            ChecklistItem.objects.get_or_create(collaboration=noun, point=point)
        Party.objects.lead(noun, by=self.actor)
