"""Answer the checklist."""

from django import forms

from innovation import policy
from innovation.models import (
    ChecklistItem,
)

from .own_part import OwnPartForm


class ChecklistForm(OwnPartForm):
    """Answer one point of the checklist."""

    parent_field = "collaboration"
    rule = policy.leads_or_facilitates

    class Meta:
        model = ChecklistItem
        fields = ["answer", "evidence"]
        widgets = {"answer": forms.RadioSelect, "evidence": forms.Textarea(attrs={"rows": 4})}
