"""Terms in Django admin: seen here, written and published in the portal."""

from django.contrib import admin

from marketplace.register import ReadOnlyAdmin
from participation.models import Acceptance, Terms


@admin.register(Terms)
class TermsAdmin(ReadOnlyAdmin):
    """Terms: one row for each version."""

    list_display = ("title", "audience", "number", "status", "valid_from", "accept_by", "material")
    list_filter = ("audience", "material")
    search_fields = ("title", "text")


@admin.register(Acceptance)
class AcceptanceAdmin(ReadOnlyAdmin):
    """Acceptances: read only."""

    list_display = ("organisation", "terms", "accepted_by", "language", "at")
    list_filter = ("terms",)
    search_fields = ("organisation__name", "accepted_by__email")
