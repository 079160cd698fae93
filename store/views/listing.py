"""The shelf, and one listing."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from marketplace import letters
from marketplace.models import Organisation
from marketplace.pages import NounChild, NounEdit, NounList, NounPage, public
from marketplace.remembered import remembered, stamp
from marketplace.search import NorwegianOrder
from store import forms, models, policy
from store.forms.finding import count_id
from store.models.basis import Grounds
from store.models.showing import Showing
from verification.models import Application

from .room import STORE


class ListingRoom:
    """What the pages about listings share."""

    model, form_class = models.Listing, forms.ListingForm
    related = ("application__supplier", "version")

    def crumbs(self):
        """Forsiden → Butikken."""
        return [STORE]


@public
class ListingList(ListingRoom, NounList):
    """The shelf: search, filters with live counts, sorting and comparing."""

    fragment = "hits"

    def get_queryset(self):
        """What stands on the shelf and meets the filters."""
        shelf = models.Listing.objects.on_shelf().with_use().for_cards()
        shelf = shelf.order_by(NorwegianOrder("application__name"), "pk")
        self.filterset = forms.ListingFilter(self.request.GET, shelf, request=self.request)
        return self.filterset.qs

    def crumbs(self):
        """A front page of its own."""
        return []

    def get_context_data(self, **kwargs):
        """Add the counts, the basis for the reader and, when nothing is found, a way out."""
        self.filterset.show_counts()
        context = super().get_context_data(**kwargs)
        grounds = Grounds(self.request.actor.organisation)
        hits = [(listing, grounds.basis_for(listing)) for listing in context["page_obj"]]
        return context | {
            "hits": hits,
            "fresh_counts": self.fresh_counts() if self.request.htmx else [],
            "fresh_areas": self.fresh_areas() if self.request.htmx else "",
            "ways_out": [] if hits else self.ways_out(),
            "off_shelf": self.off_shelf(),
        }

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
            for name, n in self.filterset.ways_out().items()
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


@public
class ListingPage(ListingRoom, NounPage):
    """Everything that a buyer needs to know."""

    def get_queryset(self):
        """With whether it stands on the shelf, without the long search document."""
        return super().get_queryset().with_standing().defer("search")

    def get_context_data(self, **kwargs):
        """Add what the page shows, and what the reader may do."""
        thing, actor = self.object, self.request.actor
        return super().get_context_data(
            shown=Showing(thing, actor, self.request.user),
            canonical=letters.address(thing.get_absolute_url()),
            may_edit=forms.ListingForm.may_edit(actor, thing),
            may_buy=policy.may_buy(actor) and thing.stands_on_shelf,
            may_tell=policy.may_tell(actor),
            **kwargs,
        )

    def render_to_response(self, context, **kwargs):
        """Draw the body; for visitors, who all see the same, once for each change."""
        if self.request.user.is_authenticated or self.request.GET:
            return super().render_to_response(context | {"body": self.body(context)}, **kwargs)
        key = f"store:listing:{self.object.pk}:{self.object.stands_on_shelf}:{stamp()}"
        body = remembered(key, lambda: self.body(context))
        return super().render_to_response(context | {"body": body}, **kwargs)

    def body(self, context: dict) -> str:
        """Everything below the heading."""
        return render_to_string("store/listing_body.html", context, self.request)


class ListingCreate(ListingRoom, NounChild):
    """Put an application in the store."""

    parent_model, parent_field = Application, "application"
    heading = _("Ny oppføring i butikken")
    intro = _("Oppføringen er et utkast til dere publiserer den.")
    submit_label = _("Lagre utkast")


class ListingEdit(ListingRoom, NounEdit):
    """Change the price."""

    heading = _("Rediger oppføringen")
