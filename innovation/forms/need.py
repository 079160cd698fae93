"""Describe a need."""

from django import forms
from django.utils.translation import gettext_lazy as _

from innovation import policy
from innovation.models import (
    Need,
)
from innovation.models.needs.status import Goal
from marketplace.declaring import DeclaringForm
from marketplace.forms import AreaField


class NeedForm(DeclaringForm):
    """Describe a need: WHAT is lacking, not HOW it is to be solved."""

    goals = forms.MultipleChoiceField(
        label=_("Effektmål"),
        help_text=_("Hvem skal merke forskjellen? Du kan velge flere."),
        choices=Goal.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Need
        fields = ["title", "problem", "effect", "area", "goals", "go_ahead_role", "go_ahead_on"]
        field_classes = {"area": AreaField}
        widgets = {
            "problem": forms.Textarea(attrs={"rows": 5}),
            "effect": forms.Textarea(attrs={"rows": 3}),
            "go_ahead_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        help_texts = {
            "title": _("En kort tittel som andre kommuner kjenner igjen."),
            "problem": _("Skriv hva som ikke fungerer i dag. Ikke skriv persondata."),
            "effect": _("Hva skal bli bedre, og for hvem?"),
            "go_ahead_role": _("For eksempel kommunalsjef. Trengs før behovet kan prioriteres."),
        }

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who writes for an organisation that is not FKJ itself."""
        writes = actor.organisation is not None and actor.holds(*policy.WRITERS)
        return writes and not actor.is_fkj

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The owner, as long as the need lives."""
        ended = (Need.Status.WITHDRAWN, Need.Status.ARCHIVED, Need.Status.MERGED)
        return noun.status not in ended and policy.owner_edits(actor, noun)

    def prepare(self, noun) -> None:
        """Set the owner the first time."""
        super().prepare(noun)
        if noun.owner_id is None:
            noun.owner = self.actor.organisation
