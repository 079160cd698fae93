"""Front page, my page, help, and the switch of organisation: the roof over the rooms."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from innovation.models import Collaboration, Need
from innovation.views.browse import counted_areas
from marketplace import mine, news
from marketplace.comparing import is_number
from marketplace.context import organisations_of
from marketplace.middleware import CHOSEN
from marketplace.models import Organisation, User
from participation.models import Invitation, JoinRequest
from store.models import Listing

SHOWN, MANY = 6, 8
NORWEGIAN = str.maketrans("æøå", "{|}")


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
        "joining": joining(request),
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
    return render(request, "my_page.html", context | {"joining": joining(request)})


def joining(request) -> dict:
    """My own open requests and invitations: what a newcomer waits for."""
    requests = JoinRequest.objects.unanswered().filter(person=request.user)
    invitations = Invitation.objects.waiting_for(request.actor)
    return {
        "requests": requests.select_related("organisation")[:SHOWN],
        "invitations": invitations.select_related("organisation")[:SHOWN],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def switch_organisation(request):
    """Act for another of my organisations; the choice is remembered on the account."""
    return _switch(request) if request.method == "POST" else _switch_page(request)


def _switch_page(request):
    """All of them with roles; a search when there are many."""
    everything, words = organisations_of(request.memberships), request.GET.get("q", "").strip()
    found = [one for one in everything if words.lower() in one[0].full_name.lower()]
    found.sort(key=lambda one: one[0].full_name.lower().translate(NORWEGIAN))
    context = {"found": found, "q": words, "is_many": len(everything) > MANY}
    return render(request, "switch.html", context)


def _switch(request):
    number = request.POST.get("organisation", "")
    mine = Organisation.objects.of(request.user)
    organisation = get_object_or_404(mine, pk=number if is_number(number) else 0)
    mine = Organisation.objects.joined_by(request.user)
    organisation = get_object_or_404(mine, pk=number if number.isdigit() else 0)
    request.session[CHOSEN] = organisation.pk
    User.objects.filter(pk=request.user.pk).update(last_organisation=organisation)
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
