"""API of adoptions."""

from rest_framework import serializers

from marketplace.api import ChildViewSet, NounSerializer
from store import forms, models


class AdoptionSerializer(NounSerializer):
    """Which municipality uses what."""

    organisation = serializers.CharField(source="organisation.name", read_only=True)
    application = serializers.CharField(source="listing.application.name", read_only=True)

    class Meta:
        model = models.Adoption
        fields = [
            "id",
            "url",
            "organisation",
            "application",
            "listing",
            "version",
            "since",
            "users",
            "modules",
            "contact_role",
            "confirmed_on",
            "status",
            "status_label",
            "open_steps",
        ]


class AdoptionViewSet(ChildViewSet):
    """Ibruktakinger: made from a listing with `{"listing": id}`."""

    model, form_class, serializer_class = models.Adoption, forms.AdoptionForm, AdoptionSerializer
    filterset_class = forms.AdoptionFilter
    related = ("organisation", "listing__application", "version")
    parent_field, parent_model = "listing", models.Listing
