"""The floor: the same page and the same bytes through the same middleware, and no database at all.

A page of the real site is asked for once; then it is drawn, or its bytes are sent, from memory.
"""

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.decorators import login_not_required  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connections  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template.response import TemplateResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402

from marketplace import urls  # noqa: E402

PAGE, TEMPLATE = "/butikken/?sort=newest", "store/listing_list.html"


def remember() -> tuple[dict, bytes]:
    """What the real page is drawn from, and its bytes."""
    settings.KEEP_PAGES = False
    response = Client().get(PAGE, SERVER_NAME="127.0.0.1")
    connections.close_all()
    return response.context_data, response.content


CONTEXT, BYTES = remember()


@login_not_required
def drawn(request):
    """The page, drawn anew from memory."""
    return TemplateResponse(request, TEMPLATE, CONTEXT)


@login_not_required
def sent(request):
    """The page's bytes, sent from memory."""
    return HttpResponse(BYTES)


urls.urlpatterns[:0] = [path("gulv/", drawn), path("bytes/", sent)]
application = get_wsgi_application()
