"""Listings, pinned versions and needs side by side."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from marketplace.comparing import LIMIT, ComparePage, is_number
from marketplace.pages import public
from marketplace.spreadsheet import response
from store import policy
from store.models import Shortlist
from store.models.basis import Grounds
from store.models.comparing import columns, compared, picking, sheet
from store.models.comparing.coverage import Coverage

from .room import STORE


@public
class ListingCompare(ComparePage):
    """Up to four products and needs, by the rows of the declaration."""

    template_name = "store/compare.html"
    title = _("Sammenlign løsninger")
    names = columns.NAMES

    def crumbs(self):
        """Forsiden → Butikken."""
        return [STORE]

    @cached_property
    def found(self) -> list:
        """The columns, fetched once."""
        return columns.Columns(self.request.user, self.address.asked(self.names)).sides()

    def sides(self):
        """Products and needs, in the order they were asked for."""
        return self.found

    @property
    def need(self) -> bool:
        """Tell whether there are needs only: then the questions of products say nothing."""
        return all(isinstance(side, columns.Wanted) for side in self.found)

    @cached_property
    def coverage(self) -> Coverage | None:
        """How the products meet the chosen need, when there are both."""
        wanted = compared.first_need(self.found, self.request.GET.get("dekning", ""))
        made = wanted and Coverage(wanted, self.found, self.request.user)
        return made if made and made.products else None

    def facts(self) -> list:
        """What is told in short, with our own notes when one comes from a shortlist."""
        ours = self.request.actor.organisation
        told = compared.facts(self.found, Grounds(ours) if ours else None)
        return told + (compared.notes(self.found, self.shortlist) if self.shortlist else [])

    @cached_property
    def shortlist(self) -> Shortlist | None:
        """The shortlist that is compared, when the reader may see it."""
        number = self.request.GET.get("liste", "")
        rows = Shortlist.objects.visible_to(self.request.user)
        return rows.filter(pk=number).first() if is_number(number) else None

    def get_context_data(self, **kwargs):
        """Add facts, warnings, coverage, what can be changed, and the address that lasts."""
        wants = [side for side in self.found if isinstance(side, columns.Wanted)]
        return super().get_context_data(
            facts=self.facts(),
            warnings=compared.warnings(self.found),
            coverage=self.coverage,
            other_needs=[side for side in wants if not self.is_covered(side)],
            newer=self.newer(),
            share=columns.share_link(self.found),
            pins=columns.pins(self.found),
            shortlist=self.shortlist,
            may_shortlist=policy.may_shortlist(self.request.actor),
            sheet_url=f"{reverse('store:compare_sheet')}?{self.request.GET.urlencode()}",
            **self.picker(),
            **kwargs,
        )

    def is_covered(self, side) -> bool:
        """Tell whether coverage is shown for this need."""
        return self.coverage is not None and side is self.coverage.wanted

    def newer(self) -> list[tuple]:
        """Columns with a newer version for sale: (column, the page with it instead)."""
        old = [side for side in self.found if getattr(side, "newer", None)]
        return [(side, self.address.with_pair(side.newest_pair, side.pair)) for side in old]

    def picker(self) -> dict:
        """The search for one more column, or for one instead of another."""
        text = self.request.GET.get("finn", "").replace("\x00", "").strip()[:100]
        old = self.replaced()
        instead = old.pair if old else None
        hits = picking.search(text, self.request.user, {side.pair for side in self.found})
        found = [(hit, self.address.with_pair(hit.pair, instead)) for hit in hits]
        kept = [pair for pair in self.address.pairs if pair[0] in (*self.names, "only", "liste")]
        may_add = bool(old) or len(self.found) < LIMIT
        return {"picker": True, "sought": text, "hits": found} | {
            "replaced": old,
            "kept": kept,
            "may_add": may_add,
        }

    def replaced(self):
        """The column that something else is to take the place of."""
        text = self.request.GET.get("bytt", "")
        number = int(text) if is_number(text) else 0
        return self.found[number - 1] if 1 <= number <= len(self.found) else None


@public
class CompareSheet(ListingCompare):
    """The same comparison as a spreadsheet."""

    def render_to_response(self, context, **kwargs):
        """One sheet for the rows and one for the coverage."""
        return response(sheet.sheets(context), "sammenligning")
