"""Listings side by side."""

from django.utils.translation import gettext_lazy as _

from marketplace.comparing import ComparePage
from marketplace.pages import public
from store import models

from .room import STORE


@public
class ListingCompare(ComparePage):
    """Listings side by side, each with the version that is for sale."""

    model = models.Listing
    title = _("Sammenlign løsninger")

    def rows(self):
        """What the reader may see, with what a column needs."""
        return super().rows().for_cards()

    def crumbs(self):
        """Forsiden → Butikken."""
        return [STORE]

    def subtitle(self, thing) -> str:
        """Who delivers it, which version, and what it costs."""
        return f"{thing.supplier} · {thing.version.number} · {thing.price_text}"

    def answers(self, thing):
        """The pinned version answers."""
        return thing.version
