"""The host name of documents: no pages, no static files, no sessions, no cookies."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseNotFound

from . import serving

PREFIX = "/dokumenter/hent/"


class FilesHostMiddleware:
    """Answers everything that is asked of the files host, before anything else sees it."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        if not settings.FILES_HOST or request.get_host() != settings.FILES_HOST:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        try:
            return serving.content_of(serving.by_token(_token(request.path)))
        except Http404:
            return HttpResponseNotFound("404", content_type="text/plain")


def _token(path: str) -> str:
    if not path.startswith(PREFIX):
        raise Http404
    return path.removeprefix(PREFIX).rstrip("/")
