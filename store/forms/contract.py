"""The form of a contract."""

from decimal import Decimal

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_today, months_after
from marketplace.forms import NounForm
from store import policy
from store.models import Contract, ContractLine, Listing, PricePlan
from store.models.basis import BasisKind, agreements_for
from store.models.contracts.line import list_price_of
from store.models.prices.tag import About, kroner

SETTLED = ("basis", "agreement", "plan", "starts_on", "late_reason", "price")
MOST = 100_000_000
FURTHEST = 120
DEAREST = Decimal(10) ** 9


class ContractForm(NounForm):
    """Order what stands in the store."""

    plan = forms.ModelChoiceField(
        PricePlan.objects.none(),
        label=_("Prisplan"),
        required=False,
        help_text=_("Står det tomt, brukes prisen som står først i butikken."),
    )
    quantity = forms.IntegerField(
        label=_("Antall (innbyggere eller brukere)"),
        required=False,
        min_value=1,
        max_value=MOST,
        help_text=_("Står det tomt, brukes innbyggertallet når prisen er per innbygger."),
    )

    class Meta:
        model = Contract
        fields = [
            "basis",
            "agreement",
            "price",
            "initial_months",
            "option_months",
            "amount",
            "starts_on",
            "late_reason",
        ]
        widgets = {
            "basis": forms.RadioSelect,
            "late_reason": forms.Textarea(attrs={"rows": 2}),
            "starts_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        help_texts = {
            "basis": _("Å stå i butikken er ikke det samme som å være anskaffet."),
            "agreement": _("Bare avtaler som kommunen deltar i, og som gjelder denne løsningen."),
            "price": _("Avtalt pris for én. Den kan ikke være høyere enn listeprisen."),
            "amount": _("Det meste dere kan komme til å betale, opsjonen medregnet."),
            "late_reason": _("Bare når oppstart er tilbake i tid, høyst tre måneder."),
        }

    field_order = ["basis", "agreement", "plan", "quantity", "price"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].empty_label = _("Ingen rammeavtale")
        self.fields["plan"].empty_label = _("Den som står først i butikken")
        self.fields["price"].required = True
        for name in ("initial_months", "option_months"):
            self.fields[name].required = False
        self.fields["basis"].choices = BasisKind.choices
        rows = self.fields["agreement"].queryset.none()
        if self.instance.listing_id:
            rows = agreements_for(self.instance.listing, self.buyer)
            self.fields["plan"].queryset = self.plans()
            self._suggest(self.instance.listing)
        self.fields["agreement"].queryset = rows
        self._settle()

    def _settle(self) -> None:
        if self.instance.amends_id:
            for name in SETTLED:
                self.fields[name].disabled = True
            held = self.fields["agreement"].queryset.model.objects
            self.fields["agreement"].queryset = held.filter(pk=self.instance.agreement_id)

    def plans(self):
        """The prices of the solution itself that apply, and the one that was chosen."""
        rows = PricePlan.objects.filter(listing=self.instance.listing_id)
        chosen = rows.filter(contract_lines__contract=self.instance.pk).values("pk")
        found = rows.in_force().of_solutions() | rows.filter(pk__in=chosen, about=About.SOLUTION)
        return found.select_related("listing__application").order_by("place", "pk").distinct()

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
        """A framework agreement when that is the basis, and only then; a price of the list."""
        cleaned = super().clean()
        if cleaned.get("basis") != BasisKind.FRAMEWORK:
            cleaned["agreement"] = None
        elif not cleaned.get("agreement") and "agreement" not in self.errors:
            self.add_error("agreement", _("Velg rammeavtalen som avropet gjelder."))
        self._take_price(cleaned)
        self._check_start(cleaned)
        if not Listing.objects.on_shelf().filter(pk=self.instance.listing_id).exists():
            raise forms.ValidationError(_("Løsningen står ikke i butikken nå."))
        return cleaned

    def clean_initial_months(self) -> int:
        """Four years when nothing is said."""
        said = self.cleaned_data["initial_months"]
        return self.instance.initial_months if said is None else said

    def clean_option_months(self) -> int:
        """No option when nothing is said."""
        said = self.cleaned_data["option_months"]
        return self.instance.option_months if said is None else said

    def _take_price(self, cleaned: dict) -> None:
        plan = cleaned.get("plan") or self.fields["plan"].queryset.first()
        people = self.buyer.population if self.buyer else None
        quantity = cleaned.get("quantity")
        if plan and not quantity:
            quantity = plan.tag.quantity_of(inhabitants=people)
        if plan and not quantity and "quantity" not in self.errors:
            self.add_error("quantity", _("Skriv hvor mange prisen skal gjelde for."))
        cleaned["plan"], cleaned["quantity"] = plan, quantity or 1
        self.list_price = list_price_of(plan.tag, quantity or 1) if plan else None
        self._check_price(cleaned.get("price"))

    def _check_price(self, price) -> None:
        if self.list_price is not None and price is not None and price > self.list_price:
            words = _("Avtalt pris kan ikke være høyere enn listeprisen, %s.")
            self.add_error("price", words % kroner(self.list_price))

    def _check_start(self, cleaned: dict) -> None:
        first, today = cleaned.get("starts_on"), db_today()
        if first and first > months_after(today, FURTHEST):
            self.add_error("starts_on", _("Velg en dag innen ti år."))
        if not first or first >= today or self.instance.amends_id:
            return
        if first < months_after(today, -3):
            self.add_error("starts_on", _("Oppstart kan ligge høyst tre måneder tilbake i tid."))
        elif not cleaned.get("late_reason"):
            self.add_error("late_reason", _("Skriv hvorfor kontrakten begynner tilbake i tid."))

    def prepare(self, noun) -> None:
        """Number it once; copy the version and the price of the day at each save."""
        if noun.buyer_id is None:
            noun.buyer, noun.number = self.actor.organisation, Contract.objects.next_number()
        listing = noun.listing
        noun.version, noun.list_price = listing.version, self.list_price
        noun.price_model, noun.period = listing.price_model, listing.period
        noun.declined_at = None
        noun.set_end()

    def follow_up(self, noun) -> None:
        """Write the line of the solution itself."""
        line = noun.lines.filter(is_main=True).first() or ContractLine(contract=noun, is_main=True)
        line.name, line.period, line.price = str(noun.listing), noun.period, noun.price
        line.take(self.cleaned_data["plan"], self.cleaned_data["quantity"])
        line.save()

    def _suggest(self, listing) -> None:
        """Start from what the store knows, or from the line that was written."""
        line = self.instance.pk and self.instance.lines.filter(is_main=True).first()
        if line:
            told = {"plan": line.plan_id, "quantity": line.quantity, "price": typed(line.price)}
            self.initial |= told
        if self.instance.pk or not self.buyer:
            return
        basis = listing.basis_for(self.buyer)
        tag = listing.tag
        people = tag and tag.quantity_of(inhabitants=self.buyer.population)
        self.initial |= {
            "basis": basis.kind,
            "agreement": basis.agreement and basis.agreement.pk,
            "quantity": people,
            "price": typed(list_price_of(tag, people) if people else listing.price),
            "amount": listing.value_for(self.buyer.population),
        }


def typed(price: Decimal | None) -> Decimal | None:
    """18.0000 as a person would type it: 18."""
    return None if price is None else Decimal(format(price.normalize(), "f"))


class ContractLineForm(NounForm):
    """Order an add-on or a service besides the solution itself."""

    class Meta:
        model = ContractLine
        fields = ["plan", "quantity", "price"]
        help_texts = {"price": _("Avtalt pris for én. Den kan ikke være høyere enn listeprisen.")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = PricePlan.objects.none()
        if self.instance.contract_id:
            offered = PricePlan.objects.in_force().exclude(about=About.SOLUTION)
            rows = offered.filter(listing=self.instance.contract.listing_id)
        self.fields["plan"].queryset = rows.select_related("listing__application")
        self.fields["plan"].required = True
        self.fields["plan"].label_from_instance = lambda plan: f"{plan.name}: {plan.tag.text}"
        self.fields["quantity"].validators.append(MaxValueValidator(MOST))

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who buys for a municipality."""
        return policy.may_buy(actor)

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """The buyer, while the contract is a draft."""
        return ContractForm.may_edit(actor, parent)

    def clean(self):
        """Never more than the list."""
        cleaned = super().clean()
        plan, quantity, price = (cleaned.get(name) for name in self.Meta.fields)
        if plan and quantity and price is not None and price > list_price_of(plan.tag, quantity):
            listed = kroner(list_price_of(plan.tag, quantity))
            words = _("Avtalt pris kan ikke være høyere enn listeprisen, %s.")
            self.add_error("price", words % listed)
        if quantity and price is not None and quantity * price > DEAREST:
            self.add_error("quantity", _("Linjen kan ikke koste mer enn en milliard kroner."))
        return cleaned

    def prepare(self, noun) -> None:
        """Copy what the store says of it today."""
        noun.take(noun.plan, noun.quantity)

    def follow_up(self, noun) -> None:
        """Reserve enough for all the lines."""
        contract = Contract.objects.select_for_update().get(pk=noun.contract_id)
        if contract.amount < contract.total:
            contract.amount = contract.total
            contract.save(update_fields=["amount", "updated_at"])
