"""What machines read first: robots.txt, the sitemap, and a catalogue of the data (DCAT-AP-NO)."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap, views
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from innovation.models import Need
from marketplace import data_catalogue, letters
from store.models import Listing
from store.views.open_data import free

# What holds nothing for those who search the web, or is one person's own.
CLOSED = ("/admin/", "/konto/", "/min-side/", "/varsler/", "/postkasse/", "/steg/", "/api/")
PAGES = (
    "home",
    "help",
    "accessibility",
    "privacy",
    "cookies",
    "participation:terms",
    "participation:qualifications",
    "participation:organisations",
    "innovation:needs",
    "innovation:collaborations",
    "procurement:procurements",
    "verification:applications",
    "store:listings",
    "store:adoptions",
    "store:open_data",
    "experience:reports",
)


class Pages(Sitemap):
    """Sider: those that are always there."""

    def items(self):
        """By their names."""
        return PAGES

    def location(self, name):
        """Where each is."""
        return reverse(name)


class Things(Sitemap):
    """Ting: nouns that everybody may see, with the moment they last changed."""

    def __init__(self, rows) -> None:
        self.rows = rows

    def items(self):
        """The newest first."""
        return self.rows().order_by("-pk")

    def lastmod(self, thing):
        """When it last changed."""
        return thing.updated_at


SITEMAPS = {
    "sider": Pages(),
    "losninger": Things(lambda: Listing.objects.on_shelf().only("pk", "slug", "updated_at")),
    "behov": Things(lambda: Need.objects.in_play().only("pk", "updated_at")),
}


@login_not_required
@require_safe
def sitemap(request):
    """Every page that a visitor can open."""
    return views.sitemap(request, SITEMAPS, template_name="sitemap.xml")


@login_not_required
@require_safe
def robots(request):
    """What search engines may look at."""
    closed = "\n".join(f"Disallow: {path}" for path in CLOSED)
    where = letters.address(reverse("sitemap"))
    text = f"User-agent: *\n{closed}\n\nSitemap: {where}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def dcat(request):
    """The catalogue of open data sets, as Turtle."""
    text = data_catalogue.turtle(settings.SITE_URL.rstrip("/"))
    return free(HttpResponse(text, content_type="text/turtle; charset=utf-8"))
