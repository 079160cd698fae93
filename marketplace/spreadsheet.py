"""Spreadsheets (XLSX and CSV) that hold text and numbers, never formulas."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from numbers import Number

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.text import get_valid_filename
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from marketplace.trail.exporting import harmless

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL, LONGEST_NAME = 32_000, 31
WIDTH, FIRST_WIDTH = 32, 40
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))

Rows = Iterable[Sequence[object]]


def write(sheets: dict[str, Rows]) -> bytes:
    """Write sheets by name; the first row of each is its heading and stays in sight."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.translate(FORBIDDEN_IN_NAMES)[:LONGEST_NAME])
        sheet.freeze_panes = "B2"
        sheet.column_dimensions["A"].width = FIRST_WIDTH
        for letter in "BCDEFGHIJKLM":
            sheet.column_dimensions[letter].width = WIDTH
        for number, row in enumerate(rows):
            sheet.append([_cell(sheet, value, bold=number == 0) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet, value: object, bold: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=_plain(value))
    # What begins with = would be a formula: somebody else wrote it, and it runs where it is opened.
    cell.data_type = "n" if isinstance(cell.value, Number) else "s"
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _plain(value: object) -> object:
    if isinstance(value, Number) and not isinstance(value, bool):
        return value
    return ILLEGAL_CHARACTERS_RE.sub("", "" if value is None else str(value))[:LONGEST_CELL]


def response(sheets: dict[str, Rows], name: str) -> HttpResponse:
    """Send the sheets as a file to keep."""
    answer = HttpResponse(write(sheets), content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{get_valid_filename(name)}.xlsx"'
    return answer


class _Echo:
    """Gives back what a CSV writer writes, so that a row can be sent when it is made."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Rows) -> Iterator[str]:
    """The rows as RFC 4180, one line at a time; no text is taken for a formula."""
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow(_harmless(value) for value in row)


def _harmless(value: object) -> object:
    return harmless(_plain(value)) if isinstance(_plain(value), str) else value


def csv_response(rows: Rows, name: str) -> StreamingHttpResponse:
    """Send the rows as a file to keep, while they are read."""
    answer = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{get_valid_filename(name)}.csv"'
    return answer
