"""The panel of documents on a noun's page."""

from marketplace.models.document import Document, hangs_on


def told(request, thing, topic: str | None = None) -> dict:
    """What the panel shows: the newest of each, and whether the reader may add more."""
    rows = Document.objects.about(thing).visible_to(request.user)
    rows = rows if topic is None else rows.filter(topic=topic)
    documents = rows.current().select_related("owner", "uploaded_by")
    return {
        "thing": thing,
        "topic": topic or "",
        "documents": documents,
        "may_add": hangs_on(thing, request.actor),
        "user": request.user,
    }
