"""The form of a listing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.forms import NounForm
from marketplace.models import Event
from store import policy
from store.models import Listing, PricePlan, PriceTier
from store.models.prices.plan import restate


class ListingForm(NounForm):
    """Put a verified application in the store: what it costs."""

    class Meta:
        model = Listing
        fields = ["price_model", "price", "period"]
        widgets = {"price_model": forms.RadioSelect, "period": forms.RadioSelect}
        help_texts = {
            "price_model": _(
                "Trinnpriser, tillegg og tjenester legger dere inn på siden for priser."
            ),
            "price": _("La stå tomt når prisen gis på forespørsel."),
        }

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

    def follow_up(self, noun) -> None:
        """Make a published plan of the price; the one that stood first gives way to it."""
        if noun.price_model == Listing.PriceModel.ON_REQUEST:
            self._ask_for_price(noun)
        elif {"price_model", "price", "period"} & set(self.changed_data) or not noun.prices:
            self._state(noun)
        restate(noun)

    def _ask_for_price(self, noun) -> None:
        for plan in noun.plans.published().of_solutions():
            plan.withdraw(by=self.actor)

    def _state(self, noun) -> None:
        old = noun.plans.in_force().of_solutions().order_by("place", "pk").first()
        plan = PricePlan.objects.create(
            listing=noun,
            name=noun.get_price_model_display(),
            counted_by=Listing.COUNTED[noun.price_model],
            period=noun.period,
            replaces=old,
            place=old.place if old else 1,
        )
        PriceTier.objects.create(plan=plan, price=noun.price)
        Event.objects.write(plan, Event.CREATED, self.actor, moved=("", plan.status))
        plan.publish(by=self.actor)
