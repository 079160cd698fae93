"""API of contracts."""

from rest_framework import serializers

from marketplace.api import ChildViewSet, NounSerializer
from store import forms, models


class ContractLineSerializer(serializers.ModelSerializer):
    """A line: how many, the list price and the agreed one."""

    class Meta:
        model = models.ContractLine
        fields = ["plan", "name", "each", "period", "quantity", "list_price", "price"]


class RecipientSerializer(serializers.ModelSerializer):
    """Who receives it, and when."""

    class Meta:
        model = models.Recipient
        fields = ["name", "planned_on"]


class ContractSerializer(NounSerializer):
    """A contract, for its parties and FKJ."""

    buyer = serializers.CharField(source="buyer.name", read_only=True)
    supplier = serializers.CharField(source="listing.application.supplier.name", read_only=True)
    total = serializers.DecimalField(max_digits=16, decimal_places=2, read_only=True)
    lines = ContractLineSerializer(many=True, read_only=True)
    recipients = RecipientSerializer(many=True, read_only=True)

    class Meta:
        model = models.Contract
        fields = [
            "id",
            "url",
            "number",
            "revision",
            "buyer",
            "supplier",
            "listing",
            "version",
            "basis",
            "agreement",
            "price_model",
            "list_price",
            "price",
            "period",
            "amount",
            "total",
            "lines",
            "recipients",
            "starts_on",
            "initial_months",
            "option_months",
            "ends_on",
            "amends",
            "data_agreed_on",
            "buyer_signed_at",
            "supplier_signed_at",
            "terminated_on",
            "status",
            "status_label",
            "open_steps",
        ]


class ContractViewSet(ChildViewSet):
    """Kontrakter: made from a listing with `{"listing": id, …}`."""

    model, form_class, serializer_class = models.Contract, forms.ContractForm, ContractSerializer
    filterset_class = forms.ContractFilter
    related = ("buyer", "listing__application__supplier", "version", "agreement")
    parent_field, parent_model = "listing", models.Listing

    def get_queryset(self):
        """Add the lines and the recipients."""
        return super().get_queryset().prefetch_related("lines", "recipients")
