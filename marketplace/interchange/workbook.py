"""A declaration as a spreadsheet: a sheet for each section, and one for each table."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from marketplace import spreadsheet
from marketplace.declaration import Question, Schema

from . import cells
from .found import Found, Mistake, Unreadable

# The first column holds the key that the answer is found again by.
KEY, ANSWER, WHY = 0, 5, 6
MOST_ROWS, MOST_COLUMNS = 500, 40
NOT_HERE = ("table", "document")


def sheets(thing) -> dict[str, list[list[Any]]]:
    """Every sheet by its name."""
    answers = thing.schema.relevant(thing.answers)
    told = {part.title: list(section_rows(part, answers)) for part in thing.schema.sections}
    tables = [q for q in thing.schema.questions.values() if q.type == "table"]
    return told | {table.key: list(table_rows(table, answers.get(table.key))) for table in tables}


def heading() -> list[str]:
    """The first row of a section's sheet."""
    return [
        _("Nøkkel"),
        _("Spørsmål"),
        _("Hjelp"),
        _("Type"),
        _("Mulige svar"),
        _("Svar"),
        _("Hvorfor"),
    ]


def section_rows(section, answers: dict) -> Iterator[list[Any]]:
    """A question to a row."""
    yield heading()
    for question in section.all_questions():
        answer = answers.get(question.key)
        why = answer.get("why", "") if question.type == "yes_no_why" and answer else ""
        about = [question.key, question.label, question.help, question.type]
        yield [*about, cells.explained(question), said(question, answer), why]


def said(question: Question, answer: Any) -> Any:
    """The answer, or where it stands."""
    if question.type == "table":
        return _("Se arket «%(name)s».") % {"name": question.key}
    return cells.written(question, answer)


def table_rows(question: Question, answer: list[dict] | None) -> Iterator[list[Any]]:
    """Keys, then what they mean, then a row to a row; a fixed row begins with its own key."""
    fixed = ["row"] if question.rows else []
    yield [*fixed, *(column.key for column in question.columns)]
    yield [*([question.label] if fixed else []), *(column.label for column in question.columns)]
    given = {row.get("row"): row for row in answer or []} if fixed else {}
    rows = [{"row": one.value} | given.get(one.value, {}) for one in question.rows] or answer or []
    for row in rows:
        named = [row["row"]] if fixed else []
        yield [*named, *(cells.written(c, row.get(c.key)) for c in question.columns)]


def write(thing) -> bytes:
    """The file."""
    return spreadsheet.write(sheets(thing))


def read(content: bytes, schema: Schema) -> Found:
    """The answers of a file that was written here. An empty cell says nothing."""
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        found = Found({})
        for sheet in book.worksheets:
            rows = [list(row) for row in islice(sheet.iter_rows(max_col=MOST_COLUMNS), MOST_ROWS)]
            read_sheet(sheet.title, rows, schema, found)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as broken:
        raise Unreadable(_("Filen kan ikke leses som et regneark.")) from broken
    if not found.answers and not found.mistakes:
        raise Unreadable(_("Vi fant ingen svar. Bruk regnearket som er lastet ned herfra."))
    return found


def read_sheet(title: str, rows: list[list], schema: Schema, found: Found) -> None:
    """A table's sheet has its key for a name; all other sheets have a question to a row."""
    if title in schema and schema[title].type == "table":
        read_table(schema[title], rows, found)
        return
    for row in rows[1:]:
        key = str(value(row, KEY) or "").strip()
        if key in schema and schema[key].type not in NOT_HERE:
            read_question(title, schema[key], row, found)
        elif key and key not in schema:
            told = _("Det finnes ikke noe spørsmål med nøkkelen «%(key)s».") % {"key": key[:60]}
            found.mistakes.append(Mistake(place(title, row[KEY]), told))


def read_question(title: str, question: Question, row: list, found: Found) -> None:
    """One answer, with its reason when it has one."""
    answer = understood(title, question, row, ANSWER, found)
    if answer is None:
        return
    if question.type == "yes_no_why":
        answer = {"answer": answer, "why": str(value(row, WHY) or "")}
    found.answers[question.key] = answer
    found.places[question.key] = place(title, row[ANSWER])


def read_table(question: Question, rows: list[list], found: Found) -> None:
    """The rows below the two headings; the first tells which column is which."""
    keys = [str(cell.value or "") for cell in rows[0]] if rows else []
    columns = {column.key: column for column in question.columns}
    told = []
    for row in rows[2:]:
        filled = {}
        for number, key in enumerate(keys[: len(row)]):
            if key in columns:
                filled[key] = understood(question.key, columns[key], row, number, found)
        filled = {key: answer for key, answer in filled.items() if answer is not None}
        if filled and question.rows:
            filled["row"] = str(value(row, keys.index("row")) if "row" in keys else "")
        told += [filled] if filled else []
    if told:
        found.answers[question.key] = told
        found.places[question.key] = question.key


def understood(title: str, question: Question, row: list, number: int, found: Found) -> Any:
    """What stands in a cell; what is not understood is told with its place."""
    cell = row[number] if number < len(row) else None
    if cell is None:
        return None
    try:
        if getattr(cell, "data_type", "") == "f":
            raise cells.NotUnderstood(_("Cellen har en formel. Skriv svaret i stedet."))
        return cells.read(question, cell.value)
    except cells.NotUnderstood as strange:
        found.mistakes.append(Mistake(place(title, cell), f"{question.label}: {strange}"))
        return None


def value(row: list, number: int) -> Any:
    """What stands in a place of the row, if it is that long."""
    return row[number].value if number < len(row) else None


def place(title: str, cell) -> str:
    """The sheet and the cell, as a spreadsheet calls them."""
    return f"{title} {getattr(cell, 'coordinate', '')}".strip()
