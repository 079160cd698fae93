"""What other municipalities say to a need."""

from django.utils.translation import gettext_lazy as _

from innovation import forms, models

from .room import NeedPart


class EndorsementCreate(NeedPart):
    """Say that we have the same need."""

    model, form_class = models.Endorsement, forms.EndorsementForm
    heading = _("Vi har samme behov")
    submit_label = _("Slutt dere til behovet")
