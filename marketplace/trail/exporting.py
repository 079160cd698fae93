"""The trail to take away: CSV for a spreadsheet, JSON for a machine."""

import csv
from collections.abc import Iterable

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from marketplace.models import Event

MOST = 10_000
# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """The text as a spreadsheet shows it and never runs it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def row(event: Event) -> dict[str, str]:
    """One event as plain texts; the moment in ISO 8601 with its offset."""
    return {
        "id": str(event.pk),
        "at": event.at.isoformat(),
        "noun": event.subject_type.model,
        "subject_id": str(event.subject_id),
        "subject": str(event.about or ""),
        "step": event.step,
        "label": event.label,
        "from": event.from_status,
        "to": event.to_status,
        "person": str(event.actor or ""),
        "organisation": str(event.organisation or ""),
        "note": event.note,
        "seal": event.seal[1] if event.seal else "",
    }


def answer(form: str, name: str, events: Iterable[Event]) -> HttpResponse:
    """The events as a file."""
    rows = [row(event) for event in events]
    if form == "json":
        response = JsonResponse({"events": rows}, json_dumps_params={"ensure_ascii": False})
    elif form == "csv":
        response = _as_csv(rows)
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _as_csv(rows: list[dict[str, str]]) -> HttpResponse:
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    writer = csv.writer(response, delimiter=";")
    writer.writerow(rows[0] if rows else [_("Ingenting ennå.")])
    writer.writerows([[harmless(text) for text in one.values()] for one in rows])
    return response
