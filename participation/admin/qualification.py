"""Qualification in Django admin."""

from django.contrib import admin

from marketplace.register import NounAdmin, ReadOnlyAdmin
from participation.models import Assessment, Qualification, SelfDeclaration


@admin.register(Qualification)
class QualificationAdmin(NounAdmin):
    """Qualifications: steps are taken in the portal."""

    list_display = ("supplier", "status", "round", "reviewer", "valid_until", "updated_at")
    list_filter = ("schema_version",)
    search_fields = ("supplier__name", "supplier__orgnr", "certificate")
    frozen = ("supplier",)


@admin.register(SelfDeclaration)
class SelfDeclarationAdmin(ReadOnlyAdmin):
    """What was sent in: read only."""

    list_display = ("of", "number", "sent_by", "at")
    search_fields = ("of__supplier__name", "sha256")


@admin.register(Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    """What reviewers said: read only."""

    list_display = ("qualification", "round", "question", "verdict", "by", "at")
    list_filter = ("verdict",)
    search_fields = ("qualification__supplier__name", "question", "comment")
