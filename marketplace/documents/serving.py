"""Handing out a document: always as something to keep, never as a page of ours."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from marketplace.clock import db_now
from marketplace.models.document import Document, Visibility

SALT = "marketplace.documents"
LIFE = timedelta(seconds=60)


def answer(document: Document) -> HttpResponse:
    """The content itself, or the way to the host that has it."""
    return redirect(signed_address(document)) if settings.FILES_HOST else content_of(document)


def content_of(document: Document) -> FileResponse:
    """The content, with headers that keep a browser from running or keeping it."""
    try:
        content = document.content.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(content, content_type=document.media_type)
    response["Content-Length"] = document.size
    response["Content-Disposition"] = content_disposition_header(True, document.file_name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    is_public = document.visibility == Visibility.PUBLIC
    response["Cache-Control"] = "private, no-cache" if is_public else "private, no-store"
    return response


def signed_address(document: Document) -> str:
    """An address on the files host that is good for a minute."""
    told = {"document": document.pk, "until": (db_now() + LIFE).timestamp()}
    token = signing.dumps(told, salt=SALT)
    scheme = "https" if settings.HTTPS else "http"
    return f"{scheme}://{settings.FILES_HOST}{reverse('documents:signed', args=[token])}"


def by_token(token: str) -> Document:
    """The document that a signed address names, as long as the address lives; else 404."""
    try:
        told = signing.loads(token, salt=SALT)
    except signing.BadSignature as forged:
        raise Http404 from forged
    if db_now().timestamp() > told["until"]:
        raise Http404
    return get_object_or_404(Document.objects.downloadable(), pk=told["document"])
