"""Filters that several rooms use."""

import django_filters
from django.contrib.postgres.search import SearchVector
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from marketplace.models import ServiceArea
from marketplace.search import CONFIG, query


class SearchFilter(django_filters.CharFilter):
    """Norwegian full-text search over a few columns."""

    def __init__(self, *, fields: tuple[str, ...], **kwargs) -> None:
        self.columns = fields
        super().__init__(**kwargs)

    def filter(self, rows, text: str):
        """Keep the rows that match; empty text keeps all."""
        if not text or not text.strip():
            return rows
        vector = SearchVector(*self.columns, config=CONFIG)
        return rows.annotate(document=vector).filter(document=query(text))


@extend_schema_field(OpenApiTypes.STR)
class AreaFilter(django_filters.ModelChoiceFilter):
    """A service area and everything below it, by its path."""

    def __init__(self, *, field_name: str = "area", **kwargs) -> None:
        self.column = field_name
        super().__init__(
            queryset=ServiceArea.objects.all(), to_field_name="path", field_name="area", **kwargs
        )

    def filter(self, rows, area: ServiceArea | None):
        """Keep the rows that hang on the area or below it."""
        if not area:
            return rows
        inside = ServiceArea.objects.within(area)
        return rows.filter(**{f"{self.column}__in": inside}).distinct()
