"""Needs in the API."""

from rest_framework import serializers

from innovation import forms, models
from marketplace.api import NounSerializer, NounViewSet


class NeedSerializer(NounSerializer):
    """A need with its answers and its reach."""

    owner = serializers.CharField(source="owner.name", read_only=True)
    area = serializers.CharField(source="area.path", read_only=True)
    reach = serializers.SerializerMethodField()

    class Meta:
        model = models.Need
        fields = [
            "id",
            "url",
            "title",
            "problem",
            "effect",
            "owner",
            "area",
            "goals",
            "answers",
            "reach",
            "status",
            "status_label",
            "open_steps",
        ]

    def get_reach(self, need) -> dict[str, int]:
        """How many municipalities and inhabitants stand behind it."""
        return {
            "municipalities": getattr(need, "municipalities", 0),
            "inhabitants": getattr(need, "inhabitants", 0) or 0,
        }


class NeedViewSet(NounViewSet):
    """Behov."""

    model, form_class, serializer_class = models.Need, forms.NeedForm, NeedSerializer
    filterset_class = forms.NeedFilter
    related = ("owner", "area")

    def get_queryset(self):
        """Add the reach."""
        return super().get_queryset().with_reach()
