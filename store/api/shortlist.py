"""API of shortlists."""

from rest_framework import serializers

from marketplace.api import NounSerializer, NounViewSet
from store import forms, models


class EntrySerializer(serializers.ModelSerializer):
    """One product on a list."""

    name = serializers.CharField(source="listing.application.name", read_only=True)
    version_number = serializers.CharField(source="version.number", read_only=True)

    class Meta:
        model = models.ShortlistEntry
        fields = ["id", "listing", "name", "version", "version_number", "verdict", "reason", "note"]


class ShortlistSerializer(NounSerializer):
    """A shortlist with what is on it, for the organisation's own people."""

    owner = serializers.CharField(source="owner.name", read_only=True)
    entries = EntrySerializer(many=True, read_only=True)

    class Meta:
        model = models.Shortlist
        fields = [
            "id",
            "url",
            "owner",
            "title",
            "purpose",
            "need",
            "entries",
            "status",
            "status_label",
            "open_steps",
        ]


class ShortlistViewSet(NounViewSet):
    """Kortlister: made with a title, and `columns` such as `v:12 v:15` for what is on it."""

    model, form_class, serializer_class = models.Shortlist, forms.ShortlistForm, ShortlistSerializer
    related = ("owner",)

    def get_queryset(self):
        """With what stands on each."""
        rows = super().get_queryset()
        return rows.prefetch_related("entries__listing__application", "entries__version")
