"""Contracts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.pages import NounChild, NounEdit, NounList, NounPage
from store import forms, models
from store.models.ceiling import remaining

from .room import STORE


class ContractRoom:
    """What the pages about contracts share."""

    model, form_class = models.Contract, forms.ContractForm
    related = ("buyer", "listing__application__supplier", "version", "agreement")

    def crumbs(self):
        """Forsiden → Butikken → Kontrakter."""
        return [STORE, (_("Kontrakter"), reverse("store:contracts"))]


class ContractList(ContractRoom, NounList):
    """My organisation's contracts."""

    def crumbs(self):
        """Forsiden → Butikken."""
        return [STORE]


class ContractPage(ContractRoom, NounPage):
    """One contract."""

    def get_context_data(self, **kwargs):
        """Add what is left of the framework, and whether the listing can be opened."""
        contract, user = self.object, self.request.user
        agreement = contract.agreement
        seen = models.Listing.objects.visible_to(user).filter(pk=contract.listing_id)
        return super().get_context_data(
            remaining=remaining(agreement) if agreement else None,
            listing_seen=seen.exists(),
            may_edit=forms.ContractForm.may_edit(self.request.actor, contract),
            **kwargs,
        )


class ContractCreate(ContractRoom, NounChild):
    """Order what stands in the store."""

    parent_model, parent_field = models.Listing, "listing"
    heading = _("Bestill / lag kontrakt")
    intro = _("Bare kommunen ser utkastet. Det går til intern godkjenning før det sendes.")
    submit_label = _("Lagre utkast")

    def crumbs(self):
        """Forsiden → Butikken → the listing."""
        return [STORE, (str(self.parent), self.parent.get_absolute_url())]


class ContractEdit(ContractRoom, NounEdit):
    """Go on with a draft."""

    heading = _("Rediger kontrakten")
