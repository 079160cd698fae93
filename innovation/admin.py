"""Innovasjonsarena in Django admin."""

from django.contrib import admin

from innovation import models
from marketplace.register import NounAdmin, ReadOnlyAdmin, TracedAdmin


@admin.register(models.Need)
class NeedAdmin(NounAdmin):
    """Needs: text can be put right here; status only by steps."""

    list_display = ("title", "owner", "area", "status", "updated_at")
    list_filter = ("area",)
    search_fields = ("title", "problem", "owner__name")
    autocomplete_fields = ("owner", "area")
    list_select_related = ("owner", "area")


@admin.register(models.Collaboration)
class CollaborationAdmin(NounAdmin):
    """Collaborations."""

    list_display = ("title", "lead", "need", "status", "updated_at")
    search_fields = ("title", "lead__name", "need__title")
    autocomplete_fields = ("lead", "need")
    list_select_related = ("lead", "need")


@admin.register(models.Party)
class PartyAdmin(ReadOnlyAdmin):
    """Who takes part: read only."""

    list_display = ("organisation", "collaboration", "status", "created_at")
    search_fields = ("organisation__name", "collaboration__title")
    list_select_related = ("organisation", "collaboration")


@admin.register(models.Endorsement)
class EndorsementAdmin(ReadOnlyAdmin):
    """Endorsements: read only."""

    list_display = ("organisation", "need", "kind", "created_at")
    list_filter = ("kind",)
    search_fields = ("organisation__name", "need__title")
    list_select_related = ("organisation", "need")


@admin.register(models.Requirement)
class RequirementAdmin(TracedAdmin):
    """Requirements."""

    list_display = ("text", "need", "priority", "question")
    list_filter = ("priority",)
    search_fields = ("text", "need__title")
    autocomplete_fields = ("need",)


@admin.register(models.Track, models.ChecklistItem)
class PartAdmin(ReadOnlyAdmin):
    """Circles and checklist points: changed in the portal, read here."""

    list_display = ("__str__", "collaboration")
    search_fields = ("collaboration__title",)
    list_select_related = ("collaboration",)

    def get_list_filter(self, request):
        """Filter by what they have."""
        return ()


@admin.register(models.NeedVersion, models.CommonBasis)
class SnapshotAdmin(ReadOnlyAdmin):
    """Frozen versions: read only, append-only in the database."""

    list_display = ("__str__", "number", "sha256", "at")
    search_fields = ("of__title", "sha256")
    list_select_related = ("of",)


@admin.register(models.Signature)
class SignatureAdmin(ReadOnlyAdmin):
    """Signatures: read only."""

    list_display = ("organisation", "basis", "signed_by", "at")
    search_fields = ("organisation__name",)
    list_select_related = ("organisation", "basis__of", "signed_by")
