"""Who takes part, in the API."""

from rest_framework import serializers

from innovation import forms, models
from marketplace.api import ChildViewSet, NounSerializer


class PartySerializer(NounSerializer):
    """A request to take part, or a party."""

    organisation = serializers.CharField(source="organisation.name", read_only=True)

    class Meta:
        model = models.Party
        fields = [
            "id",
            "url",
            "collaboration",
            "organisation",
            "message",
            "status",
            "status_label",
            "open_steps",
        ]


class PartyViewSet(ChildViewSet):
    """Deltakelser: made with `{"collaboration": id, "message": "…"}`."""

    model, form_class, serializer_class = models.Party, forms.PartyForm, PartySerializer
    related = ("organisation", "collaboration__lead")
    parent_field, parent_model = "collaboration", models.Collaboration
