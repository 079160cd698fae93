"""Front page, my page, help, and the switch of organisation: the roof over the rooms."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from experience.models import ExperienceReport
from innovation.models import Collaboration, Need, Party
from innovation.views import counted_areas
from marketplace import news
from marketplace.middleware import CHOSEN
from marketplace.models import Organisation
from participation.models import Qualification, Terms
from procurement.models import FrameworkAgreement, JointProcurement
from store.models import Adoption, Contract, Listing
from verification.models import Application, Run, Version

WAITING = (
    Party,
    Need,
    Collaboration,
    Qualification,
    JointProcurement,
    FrameworkAgreement,
    Version,
    Run,
    Contract,
    Adoption,
    ExperienceReport,
)


@login_not_required
@require_safe
def home(request):
    """What this is, for a visitor; what waits for me, for a person."""
    return render(request, *(_mine(request) if request.user.is_authenticated else _public()))


def _public() -> tuple[str, dict]:
    return "home_public.html", {"numbers": numbers(), "areas": counted_areas(None)}


def _mine(request) -> tuple[str, dict]:
    context = {
        "tasks": tasks(request.actor),
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


def tasks(actor) -> list[dict]:
    """Everything that waits for me or my organisation, from all rooms."""
    if actor.organisation is None:
        return []
    found = [
        task(thing, thing.get_status_display(), thing.status)
        for model in WAITING
        for thing in model.objects.waiting_for(actor).select_related(*model.named_with)[:20]
    ]
    return terms_tasks(actor) + found + unlisted_tasks(actor)


def task(thing, tag: str, status: str, url: str = "") -> dict:
    """One line among the tasks."""
    return {
        "title": str(thing),
        "url": url or thing.get_absolute_url(),
        "kind": thing._meta.verbose_name,
        "tag": tag,
        "status": status,
    }


def terms_tasks(actor) -> list[dict]:
    """Terms that my organisation has not accepted."""
    waiting = Terms.objects.unaccepted_by(actor.organisation)
    where = reverse("participation:terms")
    return [task(terms, _("Må godtas"), "needs_changes", where) for terms in waiting]


def unlisted_tasks(actor) -> list[dict]:
    """My applications that are verified and could be sold, but do not stand in the store."""
    mine = Application.objects.verified().filter(supplier=actor.organisation, listing=None)
    return [task(one, _("Kan legges ut i butikken"), "verified") for one in mine]


@require_safe
def my_page(request):
    """My tasks, my organisation and my roles."""
    context = {"tasks": tasks(request.actor), "memberships": request.memberships}
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
