"""What a need requires."""

from django import forms
from django.utils.translation import gettext_lazy as _

from innovation import policy
from innovation.models import (
    Need,
    Requirement,
)
from marketplace.declaration import Schema

from .own_part import OwnPartForm


class RequirementForm(OwnPartForm):
    """A requirement of a need."""

    parent_field = "need"
    rule = policy.owner_edits

    class Meta:
        model = Requirement
        fields = ["text", "priority", "question"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        schema = Schema.latest(Need.schema_name)
        questions = [(q.key, q.label) for q in schema.asked(need=True)]
        picked = schema.named(self.instance.question)
        self.initial["question"] = picked.key if picked else ""
        self.fields["question"] = forms.ChoiceField(
            label=_("Hører til spørsmålet"),
            choices=[("", _("Ingen")), *questions],
            required=False,
        )
