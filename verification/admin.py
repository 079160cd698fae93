"""Verifikasjon in Django admin."""

from django.contrib import admin

from marketplace.register import ReadOnlyAdmin, TracedAdmin
from verification import models


@admin.register(models.Application)
class ApplicationAdmin(TracedAdmin):
    """Applications."""

    list_display = ("name", "supplier", "slug", "created_at")
    search_fields = ("name", "supplier__name", "summary")
    list_filter = ("areas",)
    autocomplete_fields = ("supplier", "areas")
    list_select_related = ("supplier",)


@admin.register(models.Version)
class VersionAdmin(ReadOnlyAdmin):
    """Versions: changed by the supplier until declared, read here."""

    list_display = ("__str__", "status", "sha256", "updated_at")
    search_fields = ("application__name", "number")
    list_select_related = ("application",)


class CheckRunInline(admin.TabularInline):
    """The checks of a run."""

    model = models.CheckRun
    extra = 0
    can_delete = False
    fields = readonly_fields = ("code", "severity", "state", "outcome", "attempt", "finished_at")

    def has_add_permission(self, request, obj=None) -> bool:
        """Checks are written by the machinery."""
        return False


@admin.register(models.Run)
class RunAdmin(ReadOnlyAdmin):
    """Runs: read only."""

    list_display = ("__str__", "status", "conclusion", "created_at")
    list_filter = ("conclusion",)
    search_fields = ("version__application__name",)
    list_select_related = ("version__application",)
    inlines = (CheckRunInline,)


@admin.register(models.Picture)
class PictureAdmin(ReadOnlyAdmin):
    """Pictures: looked after by the supplier in the portal."""

    list_display = ("__str__", "application", "place", "size")
    search_fields = ("application__name", "alt", "caption")
    list_select_related = ("application",)


@admin.register(models.Attestation)
class AttestationAdmin(ReadOnlyAdmin):
    """Attestations: steps are taken in the portal."""

    list_display = ("__str__", "status", "issued_at", "valid_until")
    search_fields = ("version__application__name", "public_id")
    list_select_related = ("version__application",)
