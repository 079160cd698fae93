"""The form of a contract."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.forms import NounForm
from store import policy
from store.models import Contract, Listing
from store.models.basis import BasisKind, agreements_for
from store.models.ceiling import remaining


class ContractForm(NounForm):
    """Order what stands in the store."""

    class Meta:
        model = Contract
        fields = ["basis", "agreement", "price", "amount", "starts_on"]
        widgets = {
            "basis": forms.RadioSelect,
            "starts_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        help_texts = {
            "basis": _("Å stå i butikken er ikke det samme som å være anskaffet."),
            "agreement": _("Bare avtaler som kommunen deltar i, og som gjelder denne løsningen."),
            "price": _("Avtalt pris. Den kan ikke være høyere enn listeprisen."),
            "amount": _("Alt dere regner med å betale så lenge kontrakten varer."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].empty_label = _("Ingen rammeavtale")
        self.fields["price"].required = True
        self.fields["basis"].choices = BasisKind.choices
        rows = self.fields["agreement"].queryset.none()
        if self.instance.listing_id:
            rows = agreements_for(self.instance.listing, self.buyer)
            self._suggest(self.instance.listing)
        self.fields["agreement"].queryset = rows

    @property
    def buyer(self):
        """Who buys: the municipality that the actor acts for, or the draft's own."""
        return self.instance.buyer if self.instance.buyer_id else self.actor.organisation

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who buys for a municipality."""
        return policy.may_buy(actor)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The buyer, until it is sent to approval."""
        return noun.status == Contract.Status.DRAFT and policy.buys(actor, noun)

    def clean(self):
        """A framework agreement when that is the basis, and only then."""
        cleaned = super().clean()
        if cleaned.get("basis") != BasisKind.FRAMEWORK:
            cleaned["agreement"] = None
        elif not cleaned.get("agreement") and "agreement" not in self.errors:
            self.add_error("agreement", _("Velg rammeavtalen som avropet gjelder."))
        if not Listing.objects.on_shelf().filter(pk=self.instance.listing_id).exists():
            raise forms.ValidationError(_("Løsningen står ikke i butikken nå."))
        return cleaned

    def prepare(self, noun) -> None:
        """Number it once; copy the version and the price of the day at each save."""
        if noun.buyer_id is None:
            noun.buyer, noun.number = self.actor.organisation, Contract.objects.next_number()
        listing = noun.listing
        noun.version, noun.list_price = listing.version, listing.price
        noun.price_model, noun.period = listing.price_model, listing.period
        noun.declined_at = None

    def _suggest(self, listing) -> None:
        """Start from what the store knows; the buyer may change it."""
        if self.instance.pk or not self.buyer:
            return
        basis = listing.basis_for(self.buyer)
        value = listing.value_for(self.buyer.population)
        if basis.agreement and value:
            value = min(value, remaining(basis.agreement))
        self.initial |= {
            "basis": basis.kind,
            "agreement": basis.agreement and basis.agreement.pk,
            "price": listing.price,
            "amount": value,
        }
