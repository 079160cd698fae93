"""Error pages that say what to do."""

from django.shortcuts import render


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
