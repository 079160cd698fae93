"""API of saved searches."""

from rest_framework import serializers

from marketplace.api import NounSerializer, NounViewSet
from store import forms, models


class SavedSearchSerializer(NounSerializer):
    """A saved search with how many hits it had when it was last looked through."""

    number = serializers.IntegerField(read_only=True, allow_null=True)
    shared = serializers.SerializerMethodField()

    class Meta:
        model = models.SavedSearch
        fields = [
            "id",
            "url",
            "name",
            "query",
            "shared",
            "number",
            "checked_at",
            "status",
            "status_label",
            "open_steps",
        ]

    def get_shared(self, search) -> bool:
        """Tell whether colleagues see it."""
        return search.organisation_id is not None


class SavedSearchViewSet(NounViewSet):
    """Lagrede søk: made with a name and the store's filter as a query string."""

    model, form_class = models.SavedSearch, forms.SavedSearchForm
    serializer_class = SavedSearchSerializer
    related = ("user", "organisation")
