"""Front page, my page, help, and the switch of organisation: the roof over the rooms."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from innovation.models import Collaboration, Need
from innovation.views import counted_areas
from marketplace import mine, news
from marketplace.middleware import CHOSEN
from marketplace.models import Organisation
from store.models import Listing

SHOWN = 6


@login_not_required
@require_safe
def home(request):
    """What this is, for a visitor; what waits for me, for a person."""
    return render(request, *(_mine(request) if request.user.is_authenticated else _public()))


def _public() -> tuple[str, dict]:
    return "home_public.html", {"numbers": numbers(), "areas": counted_areas(None)}


def _mine(request) -> tuple[str, dict]:
    waiting = mine.tasks(request.actor)
    context = {
        "tasks": waiting[:SHOWN],
        "more_tasks": max(len(waiting) - SHOWN, 0),
        "events": news.latest(request.user),
        "areas": counted_areas(None),
    }
    return "home.html", context


def numbers() -> list[tuple[str, int, str]]:
    """Live numbers for the front page: (words, number, where to see them)."""
    municipalities = Organisation.objects.municipalities().filter(adoptions__status="in_use")
    return [
        (_("behov i arbeid"), Need.objects.in_play().count(), reverse("innovation:needs")),
        (_("samarbeid"), Collaboration.objects.count(), reverse("innovation:collaborations")),
        (_("løsninger i butikken"), Listing.objects.on_shelf().count(), reverse("store:listings")),
        (
            _("kommuner som har tatt noe i bruk"),
            municipalities.distinct().count(),
            reverse("experience:reports"),
        ),
    ]


@require_safe
def my_page(request):
    """My tasks, my organisation and my roles."""
    groups = mine.grouped(mine.tasks(request.actor))
    context = {"groups": groups, "memberships": request.memberships}
    return render(request, "my_page.html", context)


@require_POST
def switch_organisation(request):
    """Act for another of my organisations."""
    number = request.POST.get("organisation", "")
    mine = Organisation.objects.of(request.user)
    organisation = get_object_or_404(mine, pk=number if number.isdigit() else 0)
    request.session[CHOSEN] = organisation.pk
    return HttpResponseRedirect(_safe_next(request))


def _safe_next(request) -> str:
    url = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
    return url if safe else reverse("home")


@login_not_required
@require_safe
def page(request, template: str):
    """A page that only needs its words."""
    return render(request, template)
