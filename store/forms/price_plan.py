"""The form of a price plan: what is priced, how it is counted, and the scale."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_today
from marketplace.forms import NounForm
from store import policy
from store.models import Listing, PricePlan, PriceTier
from store.models.prices.cost import Tiering
from store.models.prices.plan import OF_SOLUTION
from store.models.prices.tag import About, CountedBy

TIERS = range(1, 13)
FEW = 3


def quantity(n: int) -> forms.IntegerField:
    """From how many the tier applies."""
    label = _("Trinn %(n)s: fra og med antall") % {"n": n}
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=100_000_000)


def price(n: int) -> forms.DecimalField:
    """What one costs on the tier, or all of them."""
    label = _("Trinn %(n)s: pris i kroner uten mva.") % {"n": n}
    limits = {"min_value": 0, "max_digits": 14, "decimal_places": 4}
    return forms.DecimalField(label=label, required=False, **limits)


class PricePlanForm(NounForm):
    """State a price; it is a draft until it is published."""

    class Meta:
        model = PricePlan
        fields = [
            "about",
            "name",
            "description",
            "counted_by",
            "tiering",
            "period",
            "valid_from",
            "replaces",
        ]
        widgets = {
            "about": forms.RadioSelect,
            "counted_by": forms.RadioSelect,
            "tiering": forms.RadioSelect,
            "period": forms.RadioSelect,
            "description": forms.Textarea(attrs={"rows": 3}),
            "valid_from": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        help_texts = {
            "name": _("Slik kjøperen ser den, for eksempel «Abonnement» eller «Opplæring»."),
            "valid_from": _("La stå tomt når prisen skal gjelde fra den publiseres."),
            "replaces": _("Den gamle prisen trekkes den dagen den nye begynner å gjelde."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for n in TIERS:
            self.fields[f"start_{n}"], self.fields[f"price_{n}"] = quantity(n), price(n)
        self.fields["replaces"].queryset = self.replaceable()
        self.fields["replaces"].empty_label = _("Ingen")
        if self.instance.pk:
            self.initial |= scale_as_fields(self.instance)

    def replaceable(self):
        """Published prices of the same listing."""
        rows = PricePlan.objects.published().filter(listing=self.instance.listing_id)
        return rows.select_related("listing__application").exclude(pk=self.instance.pk)

    @classmethod
    def may_create(cls, actor) -> bool:
        """A supplier's administrator."""
        return policy.may_offer(actor)

    @classmethod
    def may_add(cls, actor, parent) -> bool:
        """The listing's own supplier, as long as it is sold."""
        return policy.offers(actor, parent) and parent.status != Listing.Status.RETIRED

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """The supplier, until it is published."""
        return noun.status == PricePlan.Status.DRAFT and policy.supplies(actor, noun)

    def plain_fields(self):
        """The fields above the scale."""
        return [field for field in self if not field.name.startswith(("start_", "price_"))]

    def tier_rows(self):
        """The fields of the scale, two and two."""
        return [(self[f"start_{n}"], self[f"price_{n}"]) for n in TIERS]

    @property
    def has_many_tiers(self) -> bool:
        """Tell whether something is written below the first few rows."""
        return any(self[f"{name}_{n}"].value() for n in TIERS[FEW:] for name in ("start", "price"))

    def clean(self):
        """A whole scale: it begins at one, and no two tiers begin at the same place."""
        cleaned = super().clean()
        self.scale = self._scale(cleaned)
        starts = [start for start, _price in self.scale]
        if not starts:
            self.add_error("price_1", _("Skriv prisen."))
        elif min(starts) > 1:
            self.add_error("start_1", _("Det første trinnet må begynne på 1 (eller 0)."))
        elif len(set(starts)) < len(starts):
            self.add_error(None, _("To trinn begynner på samme antall."))
        self._check_kind(cleaned)
        return cleaned

    def _scale(self, cleaned: dict) -> list:
        rows = [(n, cleaned.get(f"start_{n}"), cleaned.get(f"price_{n}")) for n in TIERS]
        scale = []
        for n, start, amount in rows:
            if amount is None and start is not None and f"price_{n}" not in self.errors:
                self.add_error(f"price_{n}", _("Skriv prisen på trinnet."))
            elif amount is not None and start is None and n > 1:
                self.add_error(f"start_{n}", _("Skriv hvilket antall trinnet begynner på."))
            elif amount is not None:
                scale.append((1 if start is None else start, amount))
        return sorted(scale)

    def _check_kind(self, cleaned: dict) -> None:
        counted, tiering = cleaned.get("counted_by"), cleaned.get("tiering")
        if tiering == Tiering.FLAT and len(self.scale) > 1:
            self.add_error("tiering", _("Velg hvordan trinnene skal leses, eller skriv én pris."))
        if counted == CountedBy.FIXED and tiering != Tiering.FLAT:
            self.add_error("tiering", _("En fast pris har ingen trinn. Velg «Én pris»."))
        if cleaned.get("about") == About.SOLUTION and counted and counted not in OF_SOLUTION:
            self.add_error("counted_by", _("Bare tillegg og tjenester kan ha pris per time/dag."))

    def clean_valid_from(self) -> date | None:
        """Nobody states a price backwards in time."""
        first = self.cleaned_data["valid_from"]
        if first and first < db_today():
            raise forms.ValidationError(_("Velg i dag eller en senere dato."))
        return first

    def prepare(self, noun) -> None:
        """Stand where the one that is replaced stood, or last."""
        last = noun.listing.plans.order_by("place").last() if noun.pk is None else None
        noun.place = last.place + 1 if last else noun.place
        if noun.replaces:
            noun.place = noun.replaces.place

    def follow_up(self, noun) -> None:
        """Write the scale anew."""
        noun.tiers.all().delete()
        rows = [PriceTier(plan=noun, start=start, price=amount) for start, amount in self.scale]
        PriceTier.objects.bulk_create(rows)


def scale_as_fields(plan: PricePlan) -> dict:
    """The tiers of a plan as the form's fields name them."""
    told = {}
    for n, tier in enumerate(plan.tiers.all()[: len(TIERS)], start=1):
        told |= {f"start_{n}": tier.start, f"price_{n}": tier.price}
    return told
