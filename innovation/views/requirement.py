"""What a need requires."""

from django.utils.translation import gettext_lazy as _

from innovation import forms, models

from .room import NeedPart


class RequirementCreate(NeedPart):
    """Add a requirement."""

    model, form_class = models.Requirement, forms.RequirementForm
    heading = _("Nytt krav")
