"""API of mergers."""

from marketplace.api import NounSerializer, NounViewSet
from participation.forms import MergerForm
from participation.models import Merger


class MergerSerializer(NounSerializer):
    """Who takes over for whom."""

    class Meta:
        model = Merger
        fields = [
            "id",
            "url",
            "successor",
            "predecessors",
            "takes_effect_on",
            "decision",
            "status",
            "status_label",
            "open_steps",
        ]
        read_only_fields = fields


class MergerViewSet(NounViewSet):
    """Sammenslåinger."""

    model, form_class, serializer_class = Merger, MergerForm, MergerSerializer
    related = ("successor",)

    def get_queryset(self):
        """With those that end, in one query."""
        return super().get_queryset().prefetch_related("predecessors")
