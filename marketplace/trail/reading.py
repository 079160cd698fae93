"""Reading the trail: which events, about what, and under which seal."""

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.models import Event, Noun, Seal

PAGE = 50


def day() -> forms.DateInput:
    """A field with the browser's own calendar."""
    return forms.DateInput(attrs={"type": "date"})


class TrailFilter(django_filters.FilterSet):
    """Narrows the trail: about what, by whom, and when."""

    kind = django_filters.ChoiceFilter(
        label=_("Gjelder"), choices=lambda: kinds(), method="of_kind", empty_label=_("Alt")
    )
    person = django_filters.CharFilter(label=_("Person"), method="by_person")
    since = django_filters.DateFilter(
        label=_("Fra og med"), field_name="at", lookup_expr="date__gte", widget=day()
    )
    until = django_filters.DateFilter(
        label=_("Til og med"), field_name="at", lookup_expr="date__lte", widget=day()
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def of_kind(self, rows, _name, value):
        """Only events about one kind of noun."""
        return rows.filter(subject_type=ContentType.objects.get_for_model(Noun.known[value]))

    def by_person(self, rows, _name, value):
        """Only what a person whose name holds the text has done."""
        words = value.split()[:5]
        names = [
            Q(actor__first_name__icontains=w) | Q(actor__last_name__icontains=w) for w in words
        ]
        for name in names:
            rows = rows.filter(name)
        return rows


def kinds() -> list[tuple[str, str]]:
    """The nouns that events can be about, by their names in addresses."""
    return [(noun, model._meta.verbose_name.capitalize()) for noun, model in Noun.known.items()]


def told(events: list[Event]) -> list[Event]:
    """Fetch what the events are about, one query for each kind, and under which seal they lie."""
    for kind in {event.subject_type for event in events}:
        _fetch_subjects(kind, [event for event in events if event.subject_type_id == kind.pk])
    _find_seals(events)
    return events


def _fetch_subjects(kind: ContentType, events: list[Event]) -> None:
    model = kind.model_class()
    rows = model._base_manager.select_related(*getattr(model, "named_with", ()))
    found = rows.in_bulk({event.subject_id for event in events})
    for event in events:
        event.about = found.get(event.subject_id)


def _find_seals(events: list[Event]) -> None:
    if not events:
        return
    numbers = [event.xid for event in events]
    seals = Seal.objects.filter(high__gt=min(numbers), low__lte=max(numbers))
    ranges = list(seals.values_list("floor", "low", "high", "number", "root"))
    for event in events:
        event.seal = next((one[3:] for one in ranges if _covers(one, event)), None)


def _covers(one: tuple, event: Event) -> bool:
    floor, low, high, _number, _root = one
    return event.pk > floor and low <= event.xid < high
