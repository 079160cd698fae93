"""The page that is the same for every visitor, kept for a moment and told apart by what it says."""

import hashlib
import time
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

SECONDS, LONGEST = 30, 500
# For so many seconds a visitor's page rests on what the database last said of the shelf.
TRUSTED = 0.5
OWN = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)


@dataclass(frozen=True)
class Kept:
    """Gjemt side: the body, its tag, and until when it may be served by the process's clock."""

    body: bytes
    etag: str
    until: float

    @classmethod
    def of(cls, body: bytes) -> "Kept":
        """A page that was drawn now."""
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        return cls(body, etag, time.monotonic() + SECONDS)

    def response(self, request) -> HttpResponse:
        """The page, or only the news that the browser has it already."""
        whole = HttpResponse(self.body)
        whole["ETag"], whole["Cache-Control"] = self.etag, "no-cache"
        whole["Vary"] = "HX-Request"
        return get_conditional_response(request, etag=self.etag, response=whole)


def is_anybody(request) -> bool:
    """Tell whether nothing is known of who asks, so that the page is the same as for others."""
    is_short = len(request.get_full_path()) < LONGEST
    return settings.KEEP_PAGES and is_short and not any(name in request.COOKIES for name in OWN)


def kept_page(request, remembered, draw) -> HttpResponse:
    """The page as it is remembered under this version of the shelf, or drawn now."""
    htmx = request.htmx
    how = (get_language(), request.get_host(), bool(htmx), htmx.history_restore_request)
    key = ("page", *how, request.get_full_path())
    kept = remembered.get(key)
    if kept is None or kept.until < time.monotonic():
        kept = Kept.of(draw().render().content)
        # A page that came to hold somebody's own token is not for others.
        if not request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            remembered.put(key, kept)
    return kept.response(request)


def tagged(request, response) -> HttpResponse:
    """A page that is not kept, with a tag, so that a browser that has it gets only that news."""
    if not is_anybody(request) or response.render().status_code != HTTPStatus.OK:
        return response
    holds_token = request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    return response if holds_token else Kept.of(response.content).response(request)
