"""Filters of the register of organisations."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.models import Organisation


def counties(request=None) -> list[tuple[str, str]]:
    """The counties as they are named on municipalities and counties."""
    known = Organisation.objects.exclude(county_number="")
    found = known.order_by("county_name").values_list("county_number", "county_name")
    return list(found.distinct())


class OrganisationFilter(django_filters.FilterSet):
    """Filters of organisations: the page and the API alike."""

    q = django_filters.CharFilter(label=_("Søk etter virksomheter"), method="search")
    kind = django_filters.MultipleChoiceFilter(
        label=_("Type virksomhet"),
        choices=Organisation.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    county = django_filters.ChoiceFilter(
        label=_("Fylke"), field_name="county_number", choices=counties
    )

    class Meta:
        model = Organisation
        fields = []

    def search(self, rows, name: str, text: str):
        """By part of a name, or by the whole number with or without spaces."""
        words, digits = text.replace("\x00", "").strip()[:100], "".join(text.split())
        if digits.isascii() and digits.isdigit():
            return rows.filter(Q(orgnr=digits) | Q(municipality_number=digits))
        found = Q(name__icontains=words) | Q(official_name__icontains=words)
        return rows.filter(found | Q(county_name__istartswith=words))
