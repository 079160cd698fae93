"""How one finds a qualified supplier: the page and the API alike."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.search import NorwegianOrder
from participation.models import Qualification

NAME, VALID_UNTIL, NEWEST = "name", "valid_until", "newest"
ORDERS = {
    NAME: [NorwegianOrder("supplier__name")],
    VALID_UNTIL: ["valid_until"],
    NEWEST: ["-valid_from"],
}


class QualificationFilter(django_filters.FilterSet):
    """Filters of qualifications; `valid` leaves those that count today."""

    q = django_filters.CharFilter(label=_("Søk etter leverandør"), method="named")
    valid = django_filters.BooleanFilter(label=_("Gjelder i dag"), method="counting")
    sort = django_filters.ChoiceFilter(
        label=_("Sorter etter"),
        empty_label=None,
        method="ordered",
        choices=[
            (NAME, _("Navn")),
            (VALID_UNTIL, _("Utløper først")),
            (NEWEST, _("Sist kvalifisert")),
        ],
    )

    class Meta:
        model = Qualification
        fields = []

    def named(self, rows, name, text: str):
        """Part of the name, or the beginning of the organisation number."""
        words, digits = text.replace("\x00", "").strip(), "".join(text.split())
        hit = Q(supplier__name__icontains=words)
        return rows.filter(hit | Q(supplier__orgnr__startswith=digits)) if words else rows

    def counting(self, rows, name, wish: bool):
        """Valid today, or not."""
        valid = Qualification.objects.valid().values("pk")
        return rows.filter(pk__in=valid) if wish else rows.exclude(pk__in=valid)

    def ordered(self, rows, name, wish: str):
        """In the order asked for."""
        return rows.order_by(*ORDERS[wish], "pk")
