"""Postkassen: every letter of a demo, so that a newcomer can read and follow what was sent.

Not there at all on a real site.
"""

from csp.decorators import csp
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from marketplace.models import Letter

from . import paper, post

PAGE = 25
# A letter is shown as a mail program shows it: it runs nothing and fetches nothing.
BARE = {"default-src": ["'none'"], "frame-ancestors": ["'none'"], "sandbox": [""]}


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404


@login_not_required
@require_safe
def mailbox(request):
    """All letters, newest first; perhaps only those to one address."""
    _only_in_demo()
    to = request.GET.get("til", "").replace("\x00", "").strip()
    rows = Letter.objects.filter(to__icontains=to) if to else Letter.objects.all()
    page = Paginator(rows.order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/mailbox.html", {"page_obj": page, "to": to})


@login_not_required
@require_safe
def letter(request, pk: int):
    """One letter as text, with its links to click."""
    _only_in_demo()
    found = get_object_or_404(Letter, pk=pk)
    told = post.compose(found)
    context = {
        "letter": found,
        "lines": paper.lines(told.body),
        "headers": sorted(told.extra_headers.items()),
    }
    return render(request, "notices/letter.html", context)


@csp(BARE)
@login_not_required
@require_safe
def letter_html(request, pk: int):
    """One letter as simple HTML, as a mail program shows it."""
    _only_in_demo()
    return HttpResponse(paper.of(get_object_or_404(Letter, pk=pk)).html)
