"""The panel of documents on a noun's page."""

from dataclasses import dataclass, field

from django.core.validators import slug_re
from django.http import Http404

from marketplace.models.document import Document, Scan, hangs_on
from marketplace.policy import administers

from .examining.kinds import extension

MOST_SHOWN = 10
SHEETS, PICTURES = ("xlsx", "ods", "csv"), ("png", "jpg", "jpeg", "webp")
ICONS = dict.fromkeys(SHEETS, "table") | dict.fromkeys(PICTURES, "image") | {"pdf": "document"}
LONGEST_TOPIC = 60


@dataclass(frozen=True)
class Line:
    """One document as the reader sees it, with the versions before it."""

    document: Document
    may_change: bool
    may_erase: bool
    older: list[Document] = field(default_factory=list)

    @property
    def ending(self) -> str:
        """What kind of file it is, as people call it."""
        return extension(self.document.file_name).upper()

    @property
    def icon(self) -> str:
        """The icon of that kind."""
        return ICONS.get(self.ending.lower(), "document-text")


def may_change(actor, document: Document, may_add: bool) -> bool:
    """Tell whether the actor may replace it or take it back."""
    return may_add and actor.acts_for(document.owner_id) and not document.withdrawn_at


def lines(user, actor, thing, topic: str | None = None) -> list[Line]:
    """The newest of each first; then what is stopped or waits; last what is withdrawn."""
    rows = Document.objects.shown_on(thing, user).select_related("owner", "uploaded_by")
    rows = rows if topic is None else rows.filter(topic=topic)
    by_number = {document.pk: document for document in rows}
    replaced = {row.replaces_id for row in by_number.values() if row.scan == Scan.CLEAN}
    newest = [row for row in by_number.values() if row.pk not in replaced]
    may_add, erases = hangs_on(thing, actor), administers(actor)
    return [
        Line(
            row,
            may_change=row.is_downloadable and may_change(actor, row, may_add),
            may_erase=erases and not row.erased_at,
            older=older(row, by_number),
        )
        for row in sorted(newest, key=lambda row: bool(row.withdrawn_at or row.erased_at))
    ]


def older(document: Document, by_number: dict[int, Document]) -> list[Document]:
    """The versions before it, newest first, as far as the reader sees them."""
    found = []
    while document := by_number.get(document.replaces_id):
        found.append(document)
    return found


def topic(text: str) -> str:
    """The part of a thing that a document hangs on; what cannot be one is 404."""
    if text and (len(text) > LONGEST_TOPIC or not slug_re.match(text)):
        raise Http404
    return text


def told(request, thing, topic: str | None = None) -> dict:
    """What the panel shows, and whether the reader may add more."""
    found = lines(request.user, request.actor, thing, topic)
    return {
        "thing": thing,
        "topic": topic or "",
        "lines": found[:MOST_SHOWN],
        "more": max(0, len(found) - MOST_SHOWN),
        "may_add": hangs_on(thing, request.actor),
        "user": request.user,
    }
