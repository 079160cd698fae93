"""The form of a listing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.forms import NounForm
from store import policy
from store.models import Listing


class ListingForm(NounForm):
    """Put a verified application in the store: what it costs."""

    class Meta:
        model = Listing
        fields = ["price_model", "price", "period"]
        widgets = {"price_model": forms.RadioSelect, "period": forms.RadioSelect}
        help_texts = {"price": _("La stå tomt når prisen gis på forespørsel.")}

    @classmethod
    def may_create(cls, actor) -> bool:
        """A supplier's administrator."""
        return policy.may_offer(actor)

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """The application's own supplier."""
        return policy.may_offer(actor) and actor.acts_for(parent.supplier_id)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The supplier, as long as it is for sale or may be again."""
        return noun.status != Listing.Status.RETIRED and policy.offers(actor, noun)

    def clean(self):
        """A verified application of one's own, once; and a price that is stated."""
        cleaned = super().clean()
        self._check_price(cleaned)
        if self.instance.pk is None:
            self._check_application(self.instance.application)
        return cleaned

    def _check_price(self, cleaned: dict) -> None:
        on_request = cleaned.get("price_model") == Listing.PriceModel.ON_REQUEST
        if on_request and cleaned.get("price") is not None:
            self.add_error("price", _("La prisen stå tom når den gis på forespørsel."))
        if not on_request and cleaned.get("price") is None and "price" not in self.errors:
            self.add_error("price", _("Skriv prisen, eller velg «Pris på forespørsel»."))

    def _check_application(self, application) -> None:
        if not self.actor.acts_for(application.supplier_id):
            raise forms.ValidationError(_("Dere kan bare selge egne løsninger."))
        if Listing.objects.filter(application=application).exists():
            raise forms.ValidationError(_("Løsningen har allerede en oppføring i butikken."))
        if application.verified_version is None:
            raise forms.ValidationError(_("Løsningen må ha en versjon med gyldig verifikasjon."))

    def prepare(self, noun) -> None:
        """Pin the verified version the first time."""
        if noun.version_id is None:
            noun.slug = noun.application.slug
            noun.version = noun.application.verified_version
