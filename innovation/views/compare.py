"""Needs side by side."""

from django.utils.translation import gettext_lazy as _

from innovation import models
from marketplace.comparing import ComparePage
from marketplace.pages import public

from .room import ARENA


@public
class NeedCompare(ComparePage):
    """Needs side by side."""

    model = models.Need
    title = _("Sammenlign behov")
    need = True

    def crumbs(self):
        """Forsiden → Innovasjonsarena."""
        return [ARENA]

    def subtitle(self, thing) -> str:
        """Who owns it, and how far it has come."""
        return f"{thing.owner} · {thing.get_status_display()}"
