"""Terms in Django admin."""

from django.contrib import admin

from marketplace.register import ReadOnlyAdmin, TracedAdmin
from participation.models import Acceptance, Terms


@admin.register(Terms)
class TermsAdmin(TracedAdmin):
    """Terms: written here, one row for each version."""

    list_display = ("title", "audience", "number", "valid_from", "valid_to", "material")
    list_filter = ("audience", "material")
    search_fields = ("title", "text")


@admin.register(Acceptance)
class AcceptanceAdmin(ReadOnlyAdmin):
    """Acceptances: read only."""

    list_display = ("organisation", "terms", "accepted_by", "at")
    list_filter = ("terms",)
    search_fields = ("organisation__name", "accepted_by__email")
