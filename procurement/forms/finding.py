"""Filters of Felleskjøp: the page and the API alike."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.filters import SearchFilter
from procurement.models import JointProcurement


class ProcurementFilter(django_filters.FilterSet):
    """Filters of joint procurements."""

    q = SearchFilter(fields=("title", "description"), label=_("Søk i felleskjøp"))
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=JointProcurement.Status.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = JointProcurement
        fields = []
