"""Error pages that say what to do."""

import sys
from math import ceil

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from redis.exceptions import ConnectionError as NoRedis

DOWN = (OperationalError, InterfaceError, NoRedis)


def bad_request(request, exception=None):
    """400: the request could not be read."""
    return render(request, "400.html", status=400)


def csrf_failure(request, reason=""):
    """403: the form was sent from somewhere else, or the page was too old."""
    return render(request, "403_csrf.html", status=403)


def forbidden(request, exception=None):
    """403: seen, but not allowed."""
    return render(request, "403.html", {"sentence": str(exception or "")}, status=403)


def not_found(request, exception=None):
    """404: not there, or not for you; the page does not tell which."""
    return render(request, "404.html", status=404)


def too_many(request, exception=None):
    """429: tried too often; the page says how long to wait."""
    seconds = getattr(request, "wait_seconds", 60)
    context = {"minutes": ceil(seconds / 60)}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response


def server_error(request):
    """500: our fault; 503 when the database or Redis does not answer. Needs neither to be shown."""
    is_down = isinstance(sys.exc_info()[1], DOWN)
    status = 503 if is_down else 500
    response = HttpResponse(get_template(f"{status}.html").render(), status=status)
    if is_down:
        response["Retry-After"] = "30"
    return response
