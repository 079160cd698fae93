"""Butikken in Django admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from marketplace.register import NounAdmin, ReadOnlyAdmin
from store import models


@admin.action(description=_("Bygg søk og filter på nytt"))
def reindex(modeladmin, request, queryset) -> None:
    """Build the read model of the chosen listings anew."""
    queryset.reindex()


@admin.register(models.Listing)
class ListingAdmin(NounAdmin):
    """Listings: the price can be put right here; status only by steps."""

    list_display = ("__str__", "version", "status", "price_model", "price", "published_at")
    list_filter = ("price_model",)
    search_fields = ("application__name", "application__supplier__name", "slug")
    list_select_related = ("application", "version__application")
    frozen = ("application", "version")
    actions = (reindex,)

    def has_add_permission(self, request) -> bool:
        """A listing is made by its supplier."""
        return False


@admin.register(models.Contract)
class ContractAdmin(ReadOnlyAdmin):
    """Contracts: between the parties; read only."""

    list_display = ("number", "revision", "buyer", "listing", "basis", "amount", "status")
    list_filter = ("basis",)
    search_fields = ("number", "buyer__name", "listing__application__name")
    list_select_related = ("buyer", "listing__application")


@admin.register(models.Shortlist)
class ShortlistAdmin(ReadOnlyAdmin):
    """Shortlists: that they exist, and whose; what is on them is the organisation's own."""

    list_display = ("pk", "owner", "status", "updated_at")
    search_fields = ("owner__name",)
    list_select_related = ("owner",)
    fields = ("owner", "status", "created_at", "updated_at")


@admin.register(models.Adoption)
class AdoptionAdmin(ReadOnlyAdmin):
    """Adoptions: declared by the municipality alone; read only."""

    list_display = ("organisation", "listing", "version", "since", "status")
    search_fields = ("organisation__name", "listing__application__name")
    list_select_related = ("organisation", "listing__application", "version__application")
