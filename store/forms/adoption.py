"""The form and the filters of adoptions."""

from functools import reduce
from operator import or_

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_today
from marketplace.forms import NounForm
from marketplace.models import Organisation
from marketplace.search import NorwegianOrder
from participation.models import accepted_terms
from store import policy
from store.models import Adoption, Contract
from store.models.use.band import SizeBand


def county_choices() -> list[tuple[str, str]]:
    """Every county that has municipalities."""
    rows = Organisation.objects.municipalities().order_by("county_number")
    return list(rows.values_list("county_number", "county_name").distinct())


class AdoptionFilter(django_filters.FilterSet):
    """Filters of adoptions."""

    q = django_filters.CharFilter(label=_("Søk etter løsning eller kommune"), method="named")
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=Adoption.Status.choices, widget=forms.CheckboxSelectMultiple
    )
    size = django_filters.MultipleChoiceFilter(
        label=_("Størrelse"),
        choices=SizeBand.choices,
        widget=forms.CheckboxSelectMultiple,
        method="of_size",
    )
    county = django_filters.ChoiceFilter(
        label=_("Fylke"), choices=county_choices, field_name="organisation__county_number"
    )
    sort = django_filters.ChoiceFilter(
        label=_("Sorter etter"),
        empty_label=_("Nyeste"),
        method="in_order",
        choices=[("municipality", _("Kommune")), ("application", _("Løsning"))],
    )

    class Meta:
        model = Adoption
        fields = []

    def named(self, rows, name, text: str):
        """Keep those whose application or municipality is called so."""
        # No text in the database holds a null character, and none may be asked for.
        text = text.replace("\x00", "").strip()
        application = Q(listing__application__name__icontains=text)
        return rows.filter(application | Q(organisation__name__icontains=text)) if text else rows

    def of_size(self, rows, name, sizes):
        """Keep the municipalities of these sizes."""
        wanted = [SizeBand(size).within("organisation__population") for size in sizes]
        return rows.filter(reduce(or_, wanted)) if wanted else rows

    def in_order(self, rows, name, wish: str):
        """By name in Norwegian order."""
        paths = {"municipality": "organisation__name", "application": "listing__application__name"}
        return rows.order_by(NorwegianOrder(paths[wish]), "pk")


class AdoptionForm(NounForm):
    """Say that our municipality considers or uses it."""

    needs = (accepted_terms,)

    class Meta:
        model = Adoption
        fields = ["since", "contract", "users", "modules", "contact_role"]
        widgets = {"since": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}
        help_texts = {
            "since": _("Når begynte dere? Kan stå tomt."),
            "users": _("Omtrent hvor mange som bruker den. Kan stå tomt."),
            "modules": _("For eksempel «kartlegging og rapporter». Kan stå tomt."),
            "contact_role": _(
                "Hvem andre kommuner kan spørre etter: «systemansvarlig i hjemmetjenesten». "
                "Skriv en funksjon, ikke et navn. Kan stå tomt."
            ),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contract"].empty_label = _("Ingen kontrakt i portalen")
        self.fields["contract"].queryset = self.own_contracts()

    def own_contracts(self):
        """The municipality's contracts on the listing."""
        rows = Contract.objects.filter(buyer__in=self.actor.reach)
        return rows.filter(listing=self.instance.listing_id).select_related("listing__application")

    @classmethod
    def may_create(cls, actor) -> bool:
        """Someone who speaks for a municipality."""
        return policy.may_tell(actor)

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """Only the municipality itself."""
        return policy.tells(actor, noun)

    def clean(self):
        """Once for each municipality and application."""
        cleaned = super().clean()
        others = Adoption.objects.filter(
            listing=self.instance.listing, organisation__in=self.actor.reach
        )
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Kommunen har allerede meldt fra om denne løsningen."))
        return cleaned

    def prepare(self, noun) -> None:
        """Note the municipality and the version: the contract's, or the one in the store.

        Whoever writes what they use also stands by it.
        """
        noun.confirmed_on = db_today()
        if noun.organisation_id is None:
            noun.organisation = self.actor.organisation
            noun.version = noun.contract.version if noun.contract else noun.listing.version
