"""Adoptions: which municipalities use what."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.pages import NounChild, NounEdit, NounList, NounPage, public
from store import forms, models
from store.models.use.map import draw

from .room import STORE


class AdoptionRoom:
    """What the pages about adoptions share."""

    model, form_class = models.Adoption, forms.AdoptionForm
    related = ("organisation", "listing__application__supplier", "version")

    def crumbs(self):
        """Forsiden → Butikken → Kommuner som bruker."""
        return [STORE, (_("Kommuner som bruker"), reverse("store:adoptions"))]


@public
class AdoptionList(AdoptionRoom, NounList):
    """Which municipalities use what."""

    filterset_class = forms.AdoptionFilter

    def get_queryset(self):
        """With whether each is known to be true still."""
        return super().get_queryset().with_freshness()

    def crumbs(self):
        """Forsiden → Butikken."""
        return [STORE]

    def get_context_data(self, **kwargs):
        """Add the map of everybody who is found, not only of this page."""
        return super().get_context_data(map=draw(self.filterset.qs.furthest()), **kwargs)


@public
class AdoptionPage(AdoptionRoom, NounPage):
    """One municipality's use of one application."""

    def get_queryset(self):
        """With whether it is known to be true still."""
        return super().get_queryset().with_freshness()

    def get_context_data(self, **kwargs):
        """Tell whether the listing can be opened, and whether this may be changed."""
        user, actor = self.request.user, self.request.actor
        seen = models.Listing.objects.visible_to(user).filter(pk=self.object.listing_id)
        may_edit = forms.AdoptionForm.may_edit(actor, self.object)
        return super().get_context_data(listing_seen=seen.exists(), may_edit=may_edit, **kwargs)


class AdoptionCreate(AdoptionRoom, NounChild):
    """Say that our municipality considers or uses it."""

    parent_model, parent_field = models.Listing, "listing"
    heading = _("Kommunen bruker eller vurderer løsningen")
    intro = _("Bare kommunen selv kan melde dette. Alle kan se det.")

    def crumbs(self):
        """Forsiden → Butikken → the listing."""
        return [STORE, (str(self.parent), self.parent.get_absolute_url())]


class AdoptionEdit(AdoptionRoom, NounEdit):
    """Change the date or the contract."""

    heading = _("Rediger ibruktakingen")
