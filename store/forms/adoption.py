"""The form and the filters of adoptions."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_today
from marketplace.forms import NounForm
from participation.models import accepted_terms
from store import policy
from store.models import Adoption, Contract


class AdoptionFilter(django_filters.FilterSet):
    """Filters of adoptions."""

    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=Adoption.Status.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Adoption
        fields = []


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
