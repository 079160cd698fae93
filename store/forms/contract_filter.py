"""Filters of contracts."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from store.models import Contract
from store.models.basis import BasisKind

LAST, AMOUNT, NUMBER = "ends", "amount", "number"


class ContractFilter(django_filters.FilterSet):
    """Find a contract by text, status and basis; sort by when it ends or what it is worth."""

    q = django_filters.CharFilter(label=_("Nummer, løsning eller part"), method="containing")
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=Contract.Status.choices, widget=forms.CheckboxSelectMultiple
    )
    basis = django_filters.MultipleChoiceFilter(
        label=_("Kjøpsgrunnlag"), choices=BasisKind.choices, widget=forms.CheckboxSelectMultiple
    )
    sort = django_filters.OrderingFilter(
        label=_("Sorter etter"),
        empty_label=_("Nyeste først"),
        fields=[("ends_on", LAST), ("amount", AMOUNT), ("number", NUMBER)],
        choices=[
            (LAST, _("Slutter først")),
            (f"-{AMOUNT}", _("Størst verdi")),
            (NUMBER, _("Nummer")),
        ],
    )

    class Meta:
        model = Contract
        fields = []

    def containing(self, rows, name, text: str):
        """Keep those whose number, solution or parties hold the text."""
        text = text.strip()[:200]
        solution = Q(listing__application__name__icontains=text)
        parties = Q(buyer__name__icontains=text)
        parties |= Q(listing__application__supplier__name__icontains=text)
        return rows.filter(Q(number__icontains=text) | solution | parties)
