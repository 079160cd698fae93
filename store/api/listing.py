"""API of listings."""

from rest_framework import serializers

from marketplace.api import ChildViewSet, NounSerializer
from store import forms, models
from store.models.basis import Grounds
from verification.models import Application


class ListingSerializer(NounSerializer):
    """A listing with its answers, its price and the reader's basis for buying it."""

    name = serializers.CharField(source="application.name", read_only=True)
    supplier = serializers.CharField(source="application.supplier.name", read_only=True)
    summary = serializers.CharField(source="application.summary", read_only=True)
    version_number = serializers.CharField(source="version.number", read_only=True)
    answers = serializers.JSONField(source="version.answers", read_only=True)
    areas = serializers.SerializerMethodField()
    basis = serializers.SerializerMethodField()
    municipalities = serializers.SerializerMethodField()

    class Meta:
        model = models.Listing
        fields = [
            "id",
            "url",
            "name",
            "supplier",
            "summary",
            "areas",
            "version",
            "version_number",
            "answers",
            "price_model",
            "price",
            "period",
            "basis",
            "municipalities",
            "status",
            "status_label",
            "open_steps",
        ]

    def get_areas(self, listing) -> list[str]:
        """Paths of the service areas."""
        return [area.path for area in listing.application.areas.all()]

    def get_basis(self, listing) -> str:
        """On what ground the organisation acted for may buy it."""
        return str(self.grounds.basis_for(listing).kind)

    def get_municipalities(self, listing) -> int:
        """How many have it in use."""
        return getattr(listing, "municipalities", 0)

    @property
    def grounds(self) -> Grounds:
        """Asked for once for each request."""
        if "grounds" not in self.context:
            self.context["grounds"] = Grounds(self.context["request"].actor.organisation)
        return self.context["grounds"]


class ListingViewSet(ChildViewSet):
    """Oppføringer: made from an application with `{"application": id, …}`."""

    model, form_class, serializer_class = models.Listing, forms.ListingForm, ListingSerializer
    filterset_class = forms.ListingFilter
    parent_field, parent_model = "application", Application

    def get_queryset(self):
        """Add what the serializer needs."""
        return super().get_queryset().with_use().for_cards().with_areas()
