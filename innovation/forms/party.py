"""Ask to take part."""

from django import forms
from django.utils.translation import gettext_lazy as _

from innovation import policy
from innovation.models import (
    Collaboration,
    Party,
)
from marketplace.forms import NounForm
from marketplace.models import Organisation
from marketplace.policy import MUNICIPAL
from participation.models import accepted_terms


class PartyForm(NounForm):
    """Ask to take part."""

    needs = (accepted_terms,)

    class Meta:
        model = Party
        fields = ["message"]
        widgets = {"message": forms.Textarea(attrs={"rows": 4})}

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who writes for a municipality or an interest organisation."""
        kinds = (*MUNICIPAL, Organisation.Kind.INTEREST)
        return actor.is_kind(*kinds) and actor.holds(*policy.WRITERS)

    def clean(self):
        """Ask once, and only while the work is open."""
        cleaned = super().clean()
        work = self.instance.collaboration
        mine = work.parties.filter(organisation__in=self.actor.reach)
        if work.status not in (Collaboration.Status.FORMING, Collaboration.Status.ACTIVE):
            raise forms.ValidationError(_("Samarbeidet tar ikke imot flere deltakere nå."))
        if mine.filter(status__in=["requested", "confirmed"]).exists():
            raise forms.ValidationError(_("Dere har allerede bedt om å bli med."))
        return cleaned

    def prepare(self, noun) -> None:
        """Note who asks."""
        noun.organisation = self.actor.organisation
