"""The trail of a noun or an organisation, and the newest seal for anybody who wants to keep it."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marketplace import nouns
from marketplace.comparing import is_number
from marketplace.models import Seal

from . import exporting
from .reading import PAGE, TrailFilter, told


def narrowed(request, noun: str, pk: int):
    """The thing, the filter, and the events that the reader may see."""
    thing = nouns.find(request.user, noun, pk)
    events = thing.told_to(request.actor)
    return thing, TrailFilter(request.GET, events, request=request)


@login_not_required
@require_safe
def trail(request, noun: str, pk: int):
    """Everything that has happened, newest first, a page at a time."""
    thing, narrow = narrowed(request, noun, pk)
    events = narrow.qs
    before = request.GET.get("before", "")
    if is_number(before):
        events = events.filter(pk__lt=int(before))
    page = told(list(events[: PAGE + 1]))
    context = {
        "thing": thing,
        "filter": narrow,
        "events": page[:PAGE],
        "older": page[PAGE - 1].pk if len(page) > PAGE else None,
        "is_first": not is_number(before),
        "is_insider": is_insider(request.actor, thing),
        "crumbs": [(str(thing), thing.get_absolute_url())],
        "organisation_wide": thing.noun == "virksomhet",
    }
    return render(request, "trail/trail.html", context)


def is_insider(actor, thing) -> bool:
    """Tell whether the actor sees what was changed, too: FKJ and those it concerns."""
    if actor.organisation is None:
        return False
    return actor.is_fkj or thing.concerned().filter(pk=actor.organisation.pk).exists()


@require_safe
def export(request, noun: str, pk: int, form: str):
    """The events as a file; log in first, since it holds names."""
    thing, narrow = narrowed(request, noun, pk)
    events = told(list(narrow.qs[: exporting.MOST]))
    return exporting.answer(form, f"{noun}-{thing.pk}", events)


@login_not_required
@require_safe
def head(request):
    """The newest seal: keep it, and nobody can rewrite what came before."""
    fields = ("number", "root", "at", "count")
    newest = Seal.objects.values(*fields).first()
    return JsonResponse(newest or dict.fromkeys(fields))
