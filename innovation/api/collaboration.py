"""Collaborations in the API."""

from rest_framework import serializers

from innovation import forms, models
from marketplace.api import ChildViewSet, NounSerializer


class CollaborationSerializer(NounSerializer):
    """A collaboration with its parties."""

    lead = serializers.CharField(source="lead.name", read_only=True)
    parties = serializers.SerializerMethodField()

    class Meta:
        model = models.Collaboration
        fields = [
            "id",
            "url",
            "title",
            "mandate",
            "need",
            "lead",
            "parties",
            "starts_on",
            "ends_on",
            "status",
            "status_label",
            "open_steps",
        ]

    def get_parties(self, work) -> list[str]:
        """Names of those that take part."""
        confirmed = models.Party.Status.CONFIRMED
        return [p.organisation.name for p in work.parties.all() if p.status == confirmed]


class CollaborationViewSet(ChildViewSet):
    """Samarbeid: made from a need with `{"need": id, …}`."""

    model, form_class = models.Collaboration, forms.CollaborationForm
    serializer_class = CollaborationSerializer
    related = ("lead", "need")
    parent_field, parent_model = "need", models.Need

    def get_queryset(self):
        """Fetch the parties in one go."""
        return super().get_queryset().prefetch_related("parties__organisation")
