"""Qualification in Django admin."""

from django.contrib import admin

from marketplace.register import NounAdmin
from participation.models import Qualification


@admin.register(Qualification)
class QualificationAdmin(NounAdmin):
    """Qualifications: steps are taken in the portal."""

    list_display = ("supplier", "status", "valid_until", "updated_at")
    search_fields = ("supplier__name", "supplier__orgnr")
    frozen = ("supplier",)
