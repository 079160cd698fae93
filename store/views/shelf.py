"""The shelf: search, filters with live counts, sorting and comparing."""

from functools import partial

from marketplace.models import Organisation
from marketplace.pages import NounList, public
from store import forms, models
from store.forms.facet_boxes import count_id
from store.models.basis import Grounds
from store.models.finding.held import shelf
from store.models.finding.meant import meant

from .kept import TRUSTED, is_anybody, kept_page
from .listing import ListingRoom


@public
class ListingList(ListingRoom, NounList):
    """The shelf: search, filters with live counts, sorting and comparing."""

    template_name = "store/listing_list.html"
    fragment = "hits"
    paginate_by = 24

    def get(self, request, *args, **kwargs):
        """The shelf as it is now: one page for all visitors, and one for each who is logged in."""
        anybody = is_anybody(request)
        self.index = shelf(TRUSTED if anybody else 0)
        draw = partial(super().get, request, *args, **kwargs)
        return kept_page(request, self.index.remembered, draw) if anybody else draw()

    def get_queryset(self):
        """What stands on the shelf and meets the filters: numbers only, until a page is shown."""
        told = {"request": self.request, "index": self.index}
        self.filterset = forms.ListingFilter(
            self.request.GET, models.Listing.objects.none(), **told
        )
        return self.filterset.found

    def crumbs(self):
        """A front page of its own."""
        return []

    def get_context_data(self, **kwargs):
        """Add the counts, the cards and, when nothing is found, a way out."""
        self.filterset.show_counts()
        context = super().get_context_data(**kwargs)
        hits = self.hits(context["page_obj"].object_list)
        return context | {
            "hits": hits,
            "as_table": self.filterset.given.get("vis") == "tabell",
            "fresh_counts": self.fresh_counts() if self.request.htmx else [],
            "fresh_areas": self.fresh_areas() if self.request.htmx else "",
            "ways_out": [] if hits else self.ways_out(),
            "meant": None if hits else meant(self.filterset.found),
            "off_shelf": self.off_shelf(),
        }

    def hits(self, listings: list[int]) -> list[tuple]:
        """Each listing of the page with the reader's basis for buying it."""
        index, found = self.index, self.filterset.found
        # Before anything is listed there may be no threshold to ask for either.
        if not listings:
            return []
        grounds = Grounds(self.request.actor.organisation)
        grounds.threshold = index.remembered.of("threshold", lambda: grounds.threshold)
        rows = models.Listing.objects.on_page(listings, found.text)
        return [(listing, grounds.basis_for(listing)) for listing in rows]

    def fresh_counts(self) -> list[tuple[str, int]]:
        """Every number in the filter, for htmx to put in place: (anchor, number)."""
        form, counts = self.filterset.form, self.filterset.counts
        names = [name for name in self.filterset.facet_names() if name != "area"]
        pairs = [(name, value) for name in names for value, _text in form.fields[name].choices]
        return [(count_id(*pair), counts.get(pair, 0)) for pair in pairs]

    def fresh_areas(self) -> str:
        """The drop-down of areas with its numbers, for htmx to put in place."""
        return self.filterset.form["area"].as_widget(attrs={"hx-swap-oob": "true"})

    def ways_out(self) -> list[tuple[str, str, int]]:
        """Each filter that stands in the way: (its name, the address without it, how many hits)."""
        labels = {name: field.label for name, field in self.filterset.form.fields.items()}
        return [
            (labels[name], self.address_without(name), n)
            for name, n in self.filterset.found.ways_out().items()
        ]

    def address_without(self, name: str) -> str:
        """This page without one filter, back on the first page."""
        left = self.request.GET.copy()
        left.pop(name, None)
        left.pop("page", None)
        return f"?{left.urlencode()}"

    def off_shelf(self):
        """The supplier's own listings that nobody else sees now, and FKJ's view of all such."""
        actor, rows = self.request.actor, models.Listing.objects.select_related(*self.related)
        if not actor.is_kind(Organisation.Kind.SUPPLIER, Organisation.Kind.OPERATOR):
            return []
        if actor.is_kind(Organisation.Kind.SUPPLIER):
            rows = rows.filter(application__supplier__in=actor.reach)
        return rows.exclude(pk__in=models.Listing.objects.on_shelf().values("pk"))[:50]
