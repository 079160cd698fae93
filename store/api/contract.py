"""API of contracts."""

from rest_framework import serializers

from marketplace.api import ChildViewSet, NounSerializer
from store import forms, models


class ContractSerializer(NounSerializer):
    """A contract, for its parties and FKJ."""

    buyer = serializers.CharField(source="buyer.name", read_only=True)
    supplier = serializers.CharField(source="listing.application.supplier.name", read_only=True)

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
            "starts_on",
            "terminated_on",
            "status",
            "status_label",
            "open_steps",
        ]


class ContractViewSet(ChildViewSet):
    """Kontrakter: made from a listing with `{"listing": id, …}`."""

    model, form_class, serializer_class = models.Contract, forms.ContractForm, ContractSerializer
    related = ("buyer", "listing__application__supplier", "version", "agreement")
    parent_field, parent_model = "listing", models.Listing
