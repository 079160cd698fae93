"""API of organisations: public facts from open registers, and who has taken over for whom."""

from rest_framework import serializers

from marketplace.api import CollectionViewSet
from marketplace.models import Organisation
from participation.forms import OrganisationFilter


class OrganisationSerializer(serializers.ModelSerializer):
    """An organisation."""

    url = serializers.CharField(source="get_absolute_url", read_only=True)
    kind_label = serializers.CharField(source="get_kind_display", read_only=True)

    class Meta:
        model = Organisation
        fields = [
            "id",
            "url",
            "kind",
            "kind_label",
            "name",
            "official_name",
            "orgnr",
            "municipality_number",
            "county_number",
            "county_name",
            "population",
            "language_form",
            "sami_area",
            "latitude",
            "longitude",
            "website",
            "valid_from",
            "valid_to",
            "succeeds",
            "heir",
        ]
        read_only_fields = fields


class OrganisationViewSet(CollectionViewSet):
    """Virksomheter."""

    model, serializer_class = Organisation, OrganisationSerializer
    filterset_class = OrganisationFilter

    def get_queryset(self):
        """In Norwegian order, with those that each has taken over for."""
        return super().get_queryset().in_order().prefetch_related("succeeds")
