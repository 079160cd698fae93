"""API of qualification."""

from rest_framework import serializers

from marketplace.api import NounSerializer, NounViewSet
from participation.forms import QualificationForm
from participation.models import Qualification


class QualificationSerializer(NounSerializer):
    """A qualification; the answers only for the supplier and FKJ."""

    supplier = serializers.CharField(source="supplier.name", read_only=True)
    answers = serializers.SerializerMethodField()

    class Meta:
        model = Qualification
        fields = [
            "id",
            "url",
            "supplier",
            "status",
            "status_label",
            "valid_until",
            "answers",
            "open_steps",
        ]

    def get_answers(self, thing) -> dict:
        """Leave the answers out for others."""
        actor = self.context["request"].actor
        sees = actor.acts_for(thing.supplier) or actor.is_fkj
        return thing.answers if sees else {}


class QualificationViewSet(NounViewSet):
    """Kvalifiseringer."""

    model, form_class, serializer_class = Qualification, QualificationForm, QualificationSerializer
    related = ("supplier",)
