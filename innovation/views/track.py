"""The four circles."""

from innovation import forms, models

from .room import WorkPartEdit


class TrackEdit(WorkPartEdit):
    """Report on a circle."""

    model, form_class = models.Track, forms.TrackForm
