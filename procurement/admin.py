"""Felleskjøp in Django admin: read only, and without what is sealed.

Offers, their versions and the scores are not registered: nobody reads around the seal here.
"""

from django.contrib import admin

from marketplace.register import ReadOnlyAdmin
from procurement import models


@admin.register(models.JointProcurement)
class JointProcurementAdmin(ReadOnlyAdmin):
    """Joint procurements: written and moved in the portal."""

    list_display = ("title", "owner", "status", "deadline", "updated_at")
    search_fields = ("title", "description")
    list_select_related = ("owner",)


@admin.register(models.Commitment)
class CommitmentAdmin(ReadOnlyAdmin):
    """Who takes part: frozen at publication."""

    list_display = ("organisation", "procurement", "estimate", "signed_by", "at")
    search_fields = ("organisation__name", "procurement__title")
    list_select_related = ("organisation", "procurement", "signed_by")


@admin.register(models.Criterion)
class CriterionAdmin(ReadOnlyAdmin):
    """What offers are compared by: frozen at publication."""

    list_display = ("name", "kind", "weight", "procurement")
    search_fields = ("name", "procurement__title")
    list_select_related = ("procurement",)


@admin.register(models.Announcement)
class AnnouncementAdmin(ReadOnlyAdmin):
    """What was published: read only, append-only in the database."""

    list_display = ("__str__", "number", "sha256", "at")
    search_fields = ("of__title", "sha256")
    list_select_related = ("of",)


@admin.register(models.FrameworkAgreement)
class FrameworkAgreementAdmin(ReadOnlyAdmin):
    """Framework agreements: written and moved in the portal."""

    list_display = ("__str__", "supplier", "status", "starts_on", "ends_on", "max_value")
    search_fields = ("procurement__title", "supplier__name")
    list_select_related = ("procurement", "supplier")
