"""API of price plans."""

from rest_framework import serializers

from marketplace.api import ChildViewSet, NounSerializer
from store import forms, models


class PriceTierSerializer(serializers.ModelSerializer):
    """A tier: the price from so many."""

    class Meta:
        model = models.PriceTier
        fields = ["start", "price"]


class PricePlanSerializer(NounSerializer):
    """A price of a listing, with its scale."""

    tiers = PriceTierSerializer(many=True, read_only=True)

    class Meta:
        model = models.PricePlan
        fields = [
            "id",
            "url",
            "listing",
            "about",
            "name",
            "description",
            "counted_by",
            "tiering",
            "period",
            "tiers",
            "valid_from",
            "replaces",
            "status",
            "status_label",
            "open_steps",
        ]


class PricePlanViewSet(ChildViewSet):
    """Prisplaner: made from a listing with `{"listing": id, "price_1": "100", …}`."""

    model, form_class, serializer_class = models.PricePlan, forms.PricePlanForm, PricePlanSerializer
    related = ("listing__application__supplier",)
    parent_field, parent_model = "listing", models.Listing

    def get_queryset(self):
        """Add the scales."""
        return super().get_queryset().prefetch_related("tiers")
