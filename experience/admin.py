"""Erfaringsarena in Django admin."""

from django.contrib import admin

from experience import models
from marketplace.register import ReadOnlyAdmin


@admin.register(models.ExperienceReport)
class ExperienceReportAdmin(ReadOnlyAdmin):
    """Reports: the municipality's own words; read only."""

    list_display = ("title", "organisation", "version", "status", "published_at")
    search_fields = ("title", "organisation__name", "adoption__listing__application__name")
    list_select_related = ("organisation", "version__application")


@admin.register(models.Reply)
class ReplyAdmin(ReadOnlyAdmin):
    """Answers from suppliers: read only."""

    list_display = ("organisation", "report", "at")
    search_fields = ("organisation__name", "report__title", "text")
    list_select_related = ("organisation", "report")
