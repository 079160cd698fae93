"""Say that we have the same need."""

from django import forms
from django.utils.translation import gettext_lazy as _

from innovation import policy
from innovation.models import (
    Endorsement,
    Need,
)
from marketplace.forms import NounForm
from marketplace.policy import MUNICIPAL
from participation.models import accepted_terms


class EndorsementForm(NounForm):
    """Say that our municipality has the same need."""

    needs = (accepted_terms,)

    class Meta:
        model = Endorsement
        fields = ["kind"]
        widgets = {"kind": forms.RadioSelect}

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who writes for a municipality."""
        return actor.is_kind(*MUNICIPAL) and actor.holds(*policy.WRITERS)

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """Other municipalities than the owner: it has said so already."""
        return cls.may_create(actor) and not actor.acts_for(parent.owner_id)

    def clean(self):
        """Endorse once, and only what is open for it."""
        cleaned = super().clean()
        need = self.instance.need
        if need.status not in (Need.Status.PRIORITISING, Need.Status.PUBLISHED):
            raise forms.ValidationError(_("Behovet tar ikke imot tilslutninger nå."))
        if need.endorsements.filter(organisation__in=self.actor.reach).exists():
            raise forms.ValidationError(_("Kommunen har allerede sluttet seg til behovet."))
        return cleaned

    def prepare(self, noun) -> None:
        """Note the municipality and which version it is about."""
        noun.organisation = self.actor.organisation
        noun.version = noun.need.versions.count()
