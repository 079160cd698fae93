"""A copy of everything that the portal holds on a person, for the person."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.template.loader import render_to_string
from django.utils.text import capfirst

from marketplace.clock import db_now
from marketplace.models import User

from .holdings import Place, places

SECRET = {"password"}


@dataclass(frozen=True)
class Section:
    """Del: rows of one kind, with the words for their columns."""

    key: str
    title: str
    columns: dict[str, str]
    rows: list[dict]

    def table(self) -> list[list]:
        """The cells alone, for people to read."""
        return [[words(value) for value in row.values()] for row in self.rows]


def sections(user: User) -> Iterator[Section]:
    """The account itself, then everything that names it."""
    own = [f for f in User._meta.concrete_fields if f.name not in SECRET]
    yield _section("account", capfirst(str(User._meta.verbose_name)), own, [user])
    for place in places():
        if found := list(_rows(place, user)):
            yield _section(place.label, _title(place), _columns(place), found)


def totals(user: User) -> list[tuple[str, int]]:
    """How many rows there are of each kind, without reading them."""
    counted = [(_title(place), place.rows(user).count()) for place in places()]
    own = capfirst(str(User._meta.verbose_name))
    return [(own, 1)] + [(title, number) for title, number in counted if number]


def _title(place: Place) -> str:
    return capfirst(f"{place.model._meta.verbose_name_plural}: {place.column.verbose_name}")


def _columns(place: Place) -> list[models.Field]:
    meta = place.model._meta
    return [meta.pk, *(meta.get_field(name) for name in place.holding.shows)]


def _rows(place: Place, user: User) -> models.QuerySet:
    relations = [column.name for column in _columns(place) if column.is_relation]
    return place.rows(user).select_related(*relations)


def _section(key: str, title: str, columns: list[models.Field], rows) -> Section:
    named = {column.name: capfirst(str(column.verbose_name)) for column in columns}
    told = [{name: plain(getattr(row, name)) for name in named} for row in rows]
    return Section(key, title, named, told)


def plain(value):
    """A value that JSON can hold: another row becomes its number and name."""
    return {"id": value.pk, "name": str(value)} if isinstance(value, models.Model) else value


def words(value) -> str:
    """A value as it stands in the file for people."""
    value = value["name"] if isinstance(value, dict) and "name" in value else value
    return "" if value is None else str(value)


def archive(user: User) -> io.BytesIO:
    """A zip with one file for machines and one for people, rewound to its beginning."""
    found = list(sections(user))
    told = {"user": user, "sections": found, "at": db_now()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mine-data.json", as_json(found))
        packed.writestr("mine-data.html", render_to_string("personal_data/file.html", told))
    file.seek(0)
    return file


def as_json(found: list[Section]) -> str:
    """The sections by key: titles, and rows as name and value."""
    told = {part.key: {"title": part.title, "rows": part.rows} for part in found}
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
