"""«Hva koster det for oss?»: the questions of the price calculator."""

from django import forms
from django.utils.translation import gettext_lazy as _

from store.models.prices.calculation import Calculation
from store.models.prices.tag import About, PriceTag

MOST = 100_000_000
YEARS = 4


class CalculatorForm(forms.Form):
    """How many, how long, and with what; what is not said is taken from the organisation."""

    inhabitants = forms.IntegerField(label=_("Innbyggere"), min_value=1, max_value=MOST)
    users = forms.IntegerField(label=_("Brukere"), min_value=1, max_value=MOST, required=False)
    years = forms.IntegerField(label=_("Antall år"), min_value=1, max_value=10)

    def __init__(self, data, listing, organisation) -> None:
        self.listing = listing
        self.mains = listing.price_tags(About.SOLUTION)
        self.extras = listing.price_tags(About.ADDON, About.SERVICE)
        people = organisation.population if organisation else None
        super().__init__(data or None, initial={"inhabitants": people, "years": YEARS})
        self._ask_for_plan()
        for tag in self.extras:
            self.fields[f"extra_{tag.pk}"] = asked(tag)

    def _ask_for_plan(self) -> None:
        if len(self.mains) > 1:
            choices = [(tag.pk, f"{tag.name}: {tag.text}") for tag in self.mains]
            self.fields["plan"] = forms.TypedChoiceField(
                label=_("Prisplan"), choices=choices, coerce=int, required=False, empty_value=None
            )

    @property
    def chosen(self) -> PriceTag | None:
        """The plan that is reckoned with: the first, unless another is asked for."""
        wanted = self.cleaned_data.get("plan") if self.is_bound and self.is_valid() else None
        return next((tag for tag in self.mains if tag.pk == wanted), next(iter(self.mains), None))

    def calculation(self) -> Calculation | None:
        """What it comes to, or None when something that is needed is not said."""
        told = self.cleaned_data if self.is_bound and self.is_valid() else self._suggested()
        if told is None or self.chosen is None:
            return None
        extras = [(tag, told.get(f"extra_{tag.pk}")) for tag in self.extras]
        wanted = [(tag, self._number(value)) for tag, value in extras if value]
        counts = {"inhabitants": told["inhabitants"], "users": told.get("users")}
        return Calculation.of(self.chosen, wanted, years=told["years"], **counts)

    def _suggested(self) -> dict | None:
        is_known = not self.is_bound and self.initial["inhabitants"]
        return self.initial if is_known else None

    def _number(self, value) -> int:
        return 1 if value is True else value


def asked(tag: PriceTag) -> forms.Field:
    """A box to tick for what is with or not; a number for hours and days."""
    label = f"{tag.name}: {tag.text}"
    if tag.is_by_number:
        return forms.IntegerField(label=label, min_value=0, max_value=10_000, required=False)
    return forms.BooleanField(label=label, required=False)
