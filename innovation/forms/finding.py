"""What needs are found by."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from innovation.models import (
    Need,
)
from innovation.models.needs.status import Goal
from marketplace.filters import AreaFilter, SearchFilter


class NeedFilter(django_filters.FilterSet):
    """Filters of needs: the page, the API and saved searches alike."""

    q = SearchFilter(fields=("title", "problem", "effect"), label=_("Søk i behov"))
    area = AreaFilter(label=_("Tjenesteområde"))
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=Need.Status.choices, widget=forms.CheckboxSelectMultiple
    )
    goal = django_filters.ChoiceFilter(
        label=_("Effektmål"), choices=Goal.choices, field_name="goals", lookup_expr="contains"
    )

    class Meta:
        model = Need
        fields = []
