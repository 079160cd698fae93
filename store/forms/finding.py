"""How one finds a listing: text, area and what the declaration lets one filter on."""

import django_filters
from django import forms
from django.contrib.postgres.search import SearchRank
from django.db.models import F, QuerySet
from django.utils.functional import cached_property, lazystr
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from marketplace.declaration import Schema
from marketplace.search import MOST_TEXT, NorwegianOrder, query
from store.models import Listing
from store.models.finding import facets
from store.models.finding.found import RELEVANCE, Found
from store.models.finding.held import areas, counties, shelf
from store.models.finding.index import MOST_USED, NAME, NEWEST
from store.models.finding.users_like import COUNTY, SIZE, of_sort, used_by
from store.models.use.band import SizeBand

from .facet_boxes import FacetBoxes

INDENT = "\u2003"


class TextFilter(django_filters.CharFilter):
    """Norwegian full-text search in the read model."""

    def filter(self, rows, text: str):
        """Keep the rows that match; empty text keeps all."""
        return rows.filter(document__search=query(text)) if text and text.strip() else rows


class FacetFilter(django_filters.MultipleChoiceFilter):
    """The values of one question; any of those that are ticked will do."""

    def filter(self, rows, values):
        """Keep the rows with one of the values."""
        return facets.matching(rows, {self.field_name: values} if values else {})


class UsedByFilter(FacetFilter):
    """Used by municipalities of some sort, so that one finds those that are like one's own."""

    def filter(self, rows, values):
        """Keep what one of them has in use."""
        return used_by(rows, of_sort(self.field_name, values)) if values else rows


@extend_schema_field(OpenApiTypes.STR)
class UsedInFilter(UsedByFilter):
    """Used in some counties: they are rows, and not known before there is a database."""


@extend_schema_field(OpenApiTypes.STR)
class AreaFacet(django_filters.ChoiceFilter):
    """A service area and everything below it."""

    def filter(self, rows, path: str):
        """Keep the rows that hang on the area or below it."""
        return facets.matching(rows, {"area": [path]} if path else {})


def facet_filters() -> dict[str, FacetFilter]:
    """A filter for each question that the newest declaration marks as one."""
    return {
        question.key: FacetFilter(
            field_name=question.key,
            label=lazystr(question.label_wording),
            choices=[(choice.value, lazystr(choice.wording)) for choice in question.choices],
            widget=FacetBoxes,
        )
        for question in Schema.latest("product").facet_questions()
    }


def area_choices() -> list[tuple[str, str]]:
    """Every area in tree order. Asked for each form: a filter that is described keeps its field."""
    return [(area.path, area.title) for area in areas()]


class TextAndArea(django_filters.FilterSet):
    """Filters of listings that are the same whatever the declaration asks."""

    q = TextFilter(label=_("Søk i butikken"))
    area = AreaFacet(label=_("Tjenesteområde"), choices=area_choices, empty_label=_("Alle"))
    used_by = UsedByFilter(
        field_name=SIZE,
        label=_("Brukes av kommuner med"),
        choices=SizeBand.choices,
        widget=FacetBoxes,
    )
    used_county = UsedInFilter(
        field_name=COUNTY, label=_("Brukes i fylke"), choices=counties, widget=FacetBoxes
    )
    vis = django_filters.ChoiceFilter(
        label=_("Visning"),
        method="leave",
        choices=[("tabell", _("Tabell"))],
        widget=forms.HiddenInput,
    )
    sort = django_filters.ChoiceFilter(
        label=_("Sorter etter"),
        empty_label=None,
        method="leave",
        choices=[
            (RELEVANCE, _("Relevans")),
            (NAME, _("Navn")),
            (MOST_USED, _("Flest kommuner")),
            (NEWEST, _("Nyeste")),
        ],
    )

    class Meta:
        model = Listing
        fields = []

    def __init__(self, *args, index=None, **kwargs) -> None:
        # First of all: the choices of the form are read from it.
        self.index = index or shelf()
        super().__init__(*args, **kwargs)

    @cached_property
    def given(self) -> dict:
        """What was asked for, without what makes no sense."""
        self.form.full_clean()
        return self.form.cleaned_data

    @cached_property
    def text(self) -> str:
        """The words that are searched for."""
        return (self.given.get("q") or "").strip()[:MOST_TEXT]

    @cached_property
    def chosen(self) -> facets.Chosen:
        """The facets in use: {filter: values}."""
        values = {name: self.given.get(name) for name in self.facet_names()}
        return {n: v if isinstance(v, list) else [v] for n, v in values.items() if v}

    @classmethod
    def facet_names(cls) -> list[str]:
        """Every filter that has counts."""
        kinds = (FacetFilter, AreaFacet)
        return [name for name, one in cls.base_filters.items() if isinstance(one, kinds)]

    def leave(self, rows, name, value):
        """Sorting is done after everything else."""
        return rows

    def filter_queryset(self, queryset) -> QuerySet:
        """Filter, then sort."""
        return self.sorted(super().filter_queryset(queryset))

    def sorted(self, rows) -> QuerySet:
        """Sort as asked; without a wish, by relevance when there is a text."""
        wish = self.given.get("sort") or (RELEVANCE if self.text else "")
        if wish == MOST_USED:
            rows = rows.with_use()
        orders = {
            NAME: NorwegianOrder("application__name"),
            NEWEST: F("published_at").desc(nulls_last=True),
            MOST_USED: F("municipalities").desc(),
        }
        if self.text:
            orders[RELEVANCE] = SearchRank(F("document__search"), query(self.text)).desc()
        return rows.order_by(orders[wish], "pk") if wish in orders else rows

    @cached_property
    def found(self) -> Found:
        """The same search in the shelf's index, where hits are counted at once."""
        return Found(self.index, self.text, self.chosen, self.given.get("sort") or "")

    @property
    def counts(self) -> dict[tuple[str, str], int]:
        """How many hits each value would give, all other filters kept."""
        return self.found.counts

    def show_counts(self) -> None:
        """Write the live counts beside the choices; the chips keep the plain words."""
        for name in self.facet_names():
            widget = self.form.fields[name].widget
            widget.counts = {v: n for (facet, v), n in self.counts.items() if facet == name}
        self.show_areas()
        self.show_orders()

    def show_areas(self) -> None:
        """The drop-down of areas, indented once for each step down."""
        field = self.form.fields["area"]
        numbers = field.widget.counts
        field.widget.choices = [
            (path, f"{INDENT * path.count('/')}{title} ({numbers.get(path, 0)})" if path else title)
            for path, title in field.choices
        ]

    def show_orders(self) -> None:
        """The drop-down of orders; the usual one comes first."""
        usual = RELEVANCE if self.text else NAME
        sort, others = self.form.fields["sort"], [MOST_USED, NEWEST]
        words = dict(sort.choices)
        # The usual order has no value, so that it follows when a text is typed or taken away.
        others = [NAME, *others] if self.text else others
        sort.widget.choices = [("", words[usual]), *((name, words[name]) for name in others)]


ListingFilter = type("ListingFilter", (TextAndArea,), facet_filters())
