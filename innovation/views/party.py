"""Who takes part."""

from django.utils.translation import gettext_lazy as _

from innovation import forms, models
from marketplace.pages import NounChild

from .room import ARENA


class JoinRequest(NounChild):
    """Ask to take part."""

    model, form_class = models.Party, forms.PartyForm
    parent_model, parent_field = models.Collaboration, "collaboration"
    heading = _("Be om å bli med")
    submit_label = _("Send forespørsel")
    saved = _("Forespørselen er sendt til den som leder samarbeidet.")

    def crumbs(self):
        """Forsiden → Innovasjonsarena → the collaboration."""
        return [ARENA, (self.parent.title, self.parent.get_absolute_url())]
