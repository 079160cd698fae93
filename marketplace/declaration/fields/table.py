"""A field with rows and columns, where each cell is a small field of its own."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .json_text import parts

Row = dict[str, Any]
Cells = dict[str, forms.Field]
EMPTY: tuple[Any, ...] = (None, "", [], {})
SPARE = 2


class TableWidget(forms.Widget):
    """Rows of small fields, posted as `name-0-column`; a JSON body gives a list of rows."""

    template_name = "components/form/table.html"
    use_fieldset = True

    def __init__(self, cells: Cells, named: dict[str, str], max_rows: int) -> None:
        super().__init__()
        self.cells, self.named, self.max_rows = cells, named, max_rows
        self.mistakes: dict[tuple[int, str], list[str]] = {}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The rows as they were typed."""
        if name in data:
            return parts(data[name])
        return [self._typed(data, files, name, number) for number in self._numbers(data, name)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether nothing of the table came."""
        return name not in data and not self._numbers(data, name)

    def id_for_label(self, id_: str) -> str:
        """None: the legend names the group, and each cell has a label."""
        return ""

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict[str, Any]:
        """The rows to draw, with two empty ones at the end when there is room."""
        context = super().get_context(name, value, attrs)
        rows = [row for row in value or [] if isinstance(row, dict)]
        shown = self._fixed(rows) if self.named else self._with_spare(rows)
        table = {
            "rows": [self._drawn(context["widget"], n, row) for n, row in enumerate(shown)],
            "needed": [cell.label for cell in self.cells.values() if cell.is_needed],
            "advice": [(c.label, c.help_text) for c in self.cells.values() if c.help_text],
            "is_fixed": bool(self.named),
            "max_rows": self.max_rows,
        }
        return context | {"table": table}

    def _numbers(self, data: Any, name: str) -> list[int]:
        if self.named:
            return list(range(len(self.named)))
        posted = re.compile(rf"{re.escape(name)}-(\d{{1,3}})-\w")
        found = (posted.match(key) for key in data)
        return sorted({int(match[1]) for match in found if match})

    def _typed(self, data: Any, files: Any, name: str, number: int) -> Row:
        cells = {
            key: cell.widget.value_from_datadict(data, files, f"{name}-{number}-{key}")
            for key, cell in self.cells.items()
        }
        return cells | ({"row": list(self.named)[number]} if self.named else {})

    def _fixed(self, rows: list[Row]) -> list[Row]:
        given = {row.get("row"): row for row in rows if isinstance(row.get("row"), str)}
        return [{"row": key} | given.get(key, {}) for key in self.named]

    def _with_spare(self, rows: list[Row]) -> list[Row]:
        kept = rows if self.mistakes else [row for row in rows if is_filled(row)]
        spare = max(0, min(SPARE, self.max_rows - len(kept)))
        return kept + [{} for _one in range(spare)]

    def _drawn(self, widget: dict[str, Any], number: int, row: Row) -> dict[str, Any]:
        label = self.named.get(row.get("row"), "")
        cells = [self._cell(widget, number, key, row.get(key)) for key in self.cells]
        return {"place": number, "number": number + 1, "label": label, "cells": cells}

    def _cell(self, widget: dict[str, Any], number: int, key: str, value: Any) -> dict[str, Any]:
        field, mistakes = self.cells[key], self.mistakes.get((number, key), [])
        id_ = f"{widget['attrs'].get('id', widget['name'])}-{number}-{key}"
        attrs = {"id": id_, "class": "ds-input"} | field.widget_attrs(field.widget)
        if mistakes:
            attrs |= {"aria-invalid": "true", "aria-describedby": f"{id_}_error"}
        shown = field.prepare_value(value)
        html = field.widget.render(f"{widget['name']}-{number}-{key}", shown, attrs)
        return {"id": id_, "label": field.label, "html": html, "mistakes": mistakes}


class TableField(forms.Field):
    """Rows that are all of the same kind, named beforehand or as many as one needs."""

    def __init__(self, cells: Cells, named: dict[str, str], max_rows: int, **kwargs: Any) -> None:
        self.cells = {key: compact(cell) for key, cell in cells.items()}
        self.named, self.max_rows = named, max_rows
        super().__init__(widget=TableWidget(self.cells, named, max_rows), **kwargs)

    def clean(self, value: Any) -> list[Row]:
        """Every cell cleaned by its own field; all that is wrong is told at once."""
        rows = self._numbered(value)
        cleaned, self.widget.mistakes = self._cleaned(rows)
        told = [
            _("Rad %(row)s, %(column)s: %(mistake)s")
            % {"row": self._called(rows, n), "column": self.cells[key].label, "mistake": mistake}
            for (n, key), mistakes in self.widget.mistakes.items()
            for mistake in mistakes
        ]
        if told:
            raise ValidationError([ValidationError(one, code="cell") for one in told])
        return cleaned

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether any cell says something else now."""
        try:
            return self._said(initial) != self._said(data)
        except ValidationError:
            return True

    def _said(self, value: Any) -> list[Row]:
        cleaned, mistakes = self._cleaned(self._numbered(value))
        if mistakes:
            raise ValidationError("")
        return [{k: cell for k, cell in row.items() if cell not in EMPTY} for row in cleaned]

    def _numbered(self, value: Any) -> dict[int, Row]:
        """The rows that hold something, by their place."""
        given = [] if value in EMPTY else value
        if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
            raise ValidationError(_("Send tabellen som en liste av rader."), code="not_rows")
        self._refuse_strange(given)
        rows = {number: row for number, row in enumerate(given) if is_filled(row)}
        if len(rows) > (len(self.named) or self.max_rows):
            limit = {"limit": len(self.named) or self.max_rows}
            raise ValidationError(_("Tabellen kan ha %(limit)s rader."), "too_long", limit)
        return rows

    def _refuse_strange(self, rows: list[Row]) -> None:
        known = {*self.cells, *(["row"] if self.named else [])}
        strange = sorted({str(key) for row in rows for key in row} - known)
        if strange:
            raise ValidationError(
                _("Tabellen har ingen kolonne «%(key)s»."), "column", {"key": strange[0][:60]}
            )
        names = [row.get("row") for row in rows] if self.named else []
        if any(name not in list(self.named) for name in names) or repeats(names):
            raise ValidationError(_("Gi hver rad navnet sitt, én gang."), code="row")

    def _cleaned(self, rows: dict[int, Row]) -> tuple[list[Row], dict[tuple[int, str], list[str]]]:
        cleaned, mistakes = [], {}
        for number, row in rows.items():
            kept = {"row": row["row"]} if self.named else {}
            for key, field in self.cells.items():
                try:
                    kept[key] = field.clean(row.get(key))
                except ValidationError as wrong:
                    mistakes[number, key] = wrong.messages
            cleaned.append(kept)
        return cleaned, mistakes

    def _called(self, rows: dict[int, Row], number: int) -> str:
        return f"«{self.named[rows[number]['row']]}»" if self.named else str(number + 1)


def compact(field: forms.Field) -> forms.Field:
    """A list to pick from instead of radio buttons, and lower boxes, so that a row stays low."""
    if isinstance(field.widget, forms.RadioSelect):
        choices = sorted(field.choices, key=lambda choice: choice[0] != "")
        field.widget = forms.Select(choices=choices)
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = 2
    return field


def is_filled(row: Row) -> bool:
    """Whether anything stands in the row besides its name."""
    return any(cell not in EMPTY for key, cell in row.items() if key != "row")


def repeats(names: list[Any]) -> bool:
    """Whether a name is there twice."""
    return len(names) != len({str(name) for name in names})
