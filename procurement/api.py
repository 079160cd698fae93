"""API of Felleskjøp."""

from rest_framework import serializers

from marketplace.api import ChildViewSet, NounSerializer, NounViewSet, SteppingViewSet
from procurement import forms, models


class JointProcurementSerializer(NounSerializer):
    """A joint procurement with its criteria and participants."""

    owner = serializers.CharField(source="owner.name", read_only=True)
    criteria = serializers.SerializerMethodField()
    parties = serializers.SerializerMethodField()

    class Meta:
        model = models.JointProcurement
        fields = [
            "id",
            "url",
            "title",
            "description",
            "owner",
            "basis",
            "no_basis_reason",
            "estimated_value",
            "max_value",
            "term_months",
            "term_reason",
            "deadline",
            "procedure",
            "criteria",
            "parties",
            "published_at",
            "standstill_until",
            "status",
            "status_label",
            "open_steps",
        ]

    def get_criteria(self, thing) -> list[dict]:
        """What offers are compared by."""
        shown = ("id", "kind", "name", "weight", "requirement_id", "scale_anchor")
        return [{name: getattr(row, name) for name in shown} for row in thing.criteria.all()]

    def get_parties(self, thing) -> list[dict]:
        """Who takes part, and their estimates."""
        return [
            {"name": row.organisation.name, "estimate": str(row.estimate)}
            for row in thing.commitments.all()
        ]


class JointProcurementViewSet(NounViewSet):
    """Felleskjøp."""

    model, form_class = models.JointProcurement, forms.JointProcurementForm
    serializer_class = JointProcurementSerializer
    filterset_class = forms.ProcurementFilter
    related = ("owner",)

    def get_queryset(self):
        """Fetch criteria and participants in one go."""
        return super().get_queryset().prefetch_related("criteria", "commitments__organisation")


class OfferSerializer(NounSerializer):
    """An offer; the price only for those who may see it now."""

    supplier = serializers.CharField(source="supplier.name", read_only=True)
    application = serializers.CharField(source="application.name", read_only=True, default="")
    price = serializers.SerializerMethodField()
    receipts = serializers.SerializerMethodField()

    class Meta:
        model = models.Offer
        fields = [
            "id",
            "url",
            "procurement",
            "supplier",
            "application",
            "solution",
            "price",
            "receipts",
            "status",
            "status_label",
            "open_steps",
        ]

    @property
    def actor(self):
        """Who reads."""
        return self.context["request"].actor

    def get_price(self, offer) -> str | None:
        """The price as the reader may see it."""
        price = offer.shown_price(self.actor)
        return None if price is None else str(price)

    def get_receipts(self, offer) -> list[dict]:
        """Hash and time of each version handed in, for the supplier itself."""
        if not self.actor.acts_for(offer.supplier_id):
            return []
        rows = offer.versions.values("number", "sha256", "at")
        return [row | {"at": row["at"].isoformat()} for row in rows]


class OfferViewSet(ChildViewSet):
    """Tilbud: made with `{"procurement": id, …}`, handed in by the step `submit`."""

    model, form_class, serializer_class = models.Offer, forms.OfferForm, OfferSerializer
    related = ("supplier", "application", "procurement")
    parent_field, parent_model = "procurement", models.JointProcurement


class FrameworkAgreementSerializer(NounSerializer):
    """A framework agreement and who may call off from it."""

    supplier = serializers.CharField(source="supplier.name", read_only=True)
    parties = serializers.SerializerMethodField()

    class Meta:
        model = models.FrameworkAgreement
        fields = [
            "id",
            "url",
            "procurement",
            "supplier",
            "parties",
            "max_value",
            "starts_on",
            "ends_on",
            "status",
            "status_label",
            "open_steps",
        ]

    def get_parties(self, agreement) -> list[str]:
        """Names of those who may call off."""
        return [row.organisation.name for row in agreement.procurement.commitments.all()]


class FrameworkAgreementViewSet(SteppingViewSet):
    """Rammeavtaler: made by the step `contract` of a joint procurement."""

    model, serializer_class = models.FrameworkAgreement, FrameworkAgreementSerializer
    related = ("supplier", "procurement")

    def get_queryset(self):
        """Fetch the participants in one go."""
        return super().get_queryset().prefetch_related("procurement__commitments__organisation")
