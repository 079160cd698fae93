"""The shelf for anybody to take: CSV, XLSX, a feed of what is new, and a page that explains it."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404, render
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marketplace import letters, spreadsheet
from marketplace.models import ServiceArea
from store import forms, models
from store.models.finding.sheet import COLUMNS, sheet

from .room import STORE

NEWEST = 30
NAME = "losninger"


def free(response):
    """Let pages of others read the answer: it holds nothing of the reader's own."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def found(request):
    """What stands on the shelf and meets the filters in the address."""
    shelf = models.Listing.objects.on_shelf().order_by("pk")
    return forms.ListingFilter(request.GET, shelf, request=request).qs


@login_not_required
@require_safe
def about(request):
    """What is open, in which formats, and on what terms."""
    areas = ServiceArea.objects.tops().order_by("order")
    told = {"crumbs": [STORE], "areas": areas, "columns": COLUMNS}
    return render(request, "store/open_data.html", told)


@login_not_required
@require_safe
def as_csv(request):
    """The shelf as CSV, sent while it is read."""
    return free(spreadsheet.csv_response(sheet(found(request)), NAME))


@login_not_required
@require_safe
def as_xlsx(request):
    """The shelf as a spreadsheet."""
    return free(spreadsheet.response({_("Butikken"): sheet(found(request))}, NAME))


@login_not_required
@require_safe
def atom(request):
    """What is new on the shelf, perhaps in one service area only."""
    return free(NewListings()(request))


class NewListings(Feed):
    """Nytt i butikken: the newest listings, as Atom."""

    feed_type = Atom1Feed

    def get_object(self, request):
        """The area in the address; one that does not exist is 404."""
        path = request.GET.get("area", "").replace("\x00", "?")
        return get_object_or_404(ServiceArea, path=path) if path else None

    def title(self, area) -> str:
        """What it is a feed of."""
        store = _("Nytt i Butikken")
        return f"{store}: {area}" if area else store

    def link(self, area) -> str:
        """The page that tells the same."""
        return letters.address("/butikken/?sort=newest" + (f"&area={area.path}" if area else ""))

    def feed_url(self, area) -> str:
        """Where the feed itself is."""
        return letters.address("/butikken/nytt.atom" + (f"?area={area.path}" if area else ""))

    def items(self, area):
        """The newest on the shelf."""
        rows = models.Listing.objects.on_shelf().for_cards().prefetch_related("application__areas")
        if area:
            inside = ServiceArea.objects.within(area).values("pk")
            same = models.Listing.objects.filter(application__areas__in=inside).values("pk")
            rows = rows.filter(pk__in=same)
        return rows.order_by("-published_at", "-pk")[:NEWEST]

    def item_title(self, listing) -> str:
        """What it is called."""
        return listing.application.name

    def item_description(self, listing) -> str:
        """What it is for."""
        return listing.application.summary

    def item_link(self, listing) -> str:
        """Its page."""
        return letters.address(listing.get_absolute_url())

    def item_author_name(self, listing) -> str:
        """Who delivers it."""
        return listing.supplier.name

    def item_pubdate(self, listing):
        """When it was put on the shelf."""
        return listing.published_at

    def item_updateddate(self, listing):
        """When it last changed."""
        return listing.updated_at

    def item_categories(self, listing) -> list[str]:
        """Its service areas."""
        return [area.path for area in listing.application.areas.all()]
