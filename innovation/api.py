"""API of Innovasjonsarena."""

from rest_framework import serializers

from innovation import forms, models
from marketplace.api import ChildViewSet, NounSerializer, NounViewSet


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
