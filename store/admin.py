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
    """Listings: status only by steps, and prices only by plans."""

    list_display = ("__str__", "version", "status", "price_model", "price", "published_at")
    list_filter = ("price_model",)
    search_fields = ("application__name", "application__supplier__name", "slug")
    list_select_related = ("application", "version__application")
    frozen = ("application", "version", "price_model", "price", "period")
    actions = (reindex,)

    def has_add_permission(self, request) -> bool:
        """A listing is made by its supplier."""
        return False


class PriceTierInline(admin.TabularInline):
    """The tiers of a plan, to look at."""

    model = models.PriceTier
    extra = 0

    def has_add_permission(self, request, obj=None) -> bool:
        """The supplier writes them."""
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(models.PricePlan)
class PricePlanAdmin(ReadOnlyAdmin):
    """Price plans: stated by the supplier; read only."""

    list_display = ("__str__", "about", "counted_by", "tiering", "period", "valid_from", "status")
    list_filter = ("about", "counted_by", "tiering")
    search_fields = ("name", "listing__application__name")
    list_select_related = ("listing__application",)
    inlines = (PriceTierInline,)


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


@admin.register(models.IntroductionTask)
class IntroductionTaskAdmin(ReadOnlyAdmin):
    """Tasks of introduction plans: the parties' own; read only."""

    list_display = ("__str__", "side", "due", "status")
    list_filter = ("side",)
    list_select_related = ("contract__listing__application",)


@admin.register(models.ContractText)
class ContractTextAdmin(ReadOnlyAdmin):
    """What was signed; read only."""

    list_display = ("__str__", "sha256", "at")
    list_select_related = ("of__listing__application",)


@admin.register(models.Adoption)
class AdoptionAdmin(ReadOnlyAdmin):
    """Adoptions: declared by the municipality alone; read only."""

    list_display = ("organisation", "listing", "version", "since", "status")
    search_fields = ("organisation__name", "listing__application__name")
    list_select_related = ("organisation", "listing__application", "version__application")


@admin.register(models.SavedSearch)
class SavedSearchAdmin(ReadOnlyAdmin):
    """Saved searches: a person's own; read only."""

    list_display = ("name", "user", "organisation", "checked_at", "status")
    search_fields = ("name",)
    list_select_related = ("user", "organisation")
