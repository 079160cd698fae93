"""The checklist before the basis."""

from innovation import forms, models

from .room import WorkPartEdit


class ChecklistEdit(WorkPartEdit):
    """Answer a point of the checklist."""

    model, form_class = models.ChecklistItem, forms.ChecklistForm
