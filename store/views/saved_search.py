"""Saved searches, and what has changed since one looked."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from marketplace.pages import NounCreate, NounEdit, NounList, NounPage
from marketplace.templatetags.fkj import filter_text
from store import forms, models
from store.forms import saved_search as finding
from store.models.finding.saved_search import MOST

from .room import STORE


class SavedSearchRoom:
    """What the pages about saved searches share."""

    model, form_class = models.SavedSearch, forms.SavedSearchForm
    related = ("user", "organisation")

    def crumbs(self):
        """Forsiden → Butikken → Lagrede søk."""
        return [STORE, (_("Lagrede søk"), reverse("store:saved_searches"))]


class SavedSearchList(SavedSearchRoom, NounList):
    """My own searches, and those that colleagues share."""

    paginate_by = 2 * MOST

    def get_queryset(self):
        """Those that are kept."""
        return super().get_queryset().kept().order_by("name", "pk")

    def crumbs(self):
        """Forsiden → Butikken."""
        return [STORE]

    def get_context_data(self, **kwargs):
        """Add how many more there is room for."""
        own = models.SavedSearch.objects.kept().filter(user=self.request.user).count()
        return super().get_context_data(left=MOST - own, most=MOST, **kwargs)


class SavedSearchPage(SavedSearchRoom, NounPage):
    """One search: its filter, how many hits, and what is new since the reader looked."""

    def get_context_data(self, **kwargs):
        """Find the hits now and compare them with what the reader has seen."""
        search = self.object
        hits, seen = finding.hits_of(search), search.looks.filter(user=self.request.user).first()
        news = finding.News.between(seen.hits if seen else search.hits, hits)
        return super().get_context_data(
            filters=words(search),
            meaningless=finding.meaningless(search),
            number=None if hits is None else len(hits),
            most=finding.MOST_HITS,
            seen=seen,
            news=self.told(news) if news else None,
            may_edit=forms.SavedSearchForm.may_edit(self.request.actor, search),
            **kwargs,
        )

    def told(self, news: finding.News) -> dict:
        """The listings by name; what has left the shelf has no page to lead to."""
        rows = models.Listing.objects.filter(pk__in=[*news.new, *news.gone, *news.changed])
        rows = rows.select_related("application__supplier", "version").defer("facets")
        found = {listing.pk: listing for listing in rows.with_standing()}
        numbers = {"new": news.new, "changed": news.changed, "gone": news.gone}
        return {kind: [found[pk] for pk in pks if pk in found] for kind, pks in numbers.items()}


def words(search: models.SavedSearch) -> list[tuple[str, str]]:
    """What the filter asks for: (what, value), in the words of the store."""
    fields = finding.asked(search).form.fields
    return [
        (str(fields[name].label), filter_text(fields[name], value))
        for name, values in QueryDict(search.query).lists()
        for value in values
        if name in fields
    ]


class SavedSearchCreate(SavedSearchRoom, NounCreate):
    """Keep the search that is in the address."""

    heading = _("Lagre søket")
    intro = _("Du får varsel når treffene endrer seg: noe nytt, noe borte eller en ny versjon.")
    submit_label = _("Lagre søket")
    saved = _("Søket er lagret.")

    def get_initial(self):
        """The filter that the reader came with, and its words as a name."""
        given = self.request.GET
        return {"query": finding.plain_query(given), "name": given.get("q", "").strip()[:80]}


class SavedSearchEdit(SavedSearchRoom, NounEdit):
    """Change the name, or whom it is shared with."""

    heading = _("Rediger det lagrede søket")


@require_POST
def seen(request, pk: int):
    """Note that the reader has seen what is new."""
    rows = models.SavedSearch.objects.visible_to(request.user).kept()
    search = get_object_or_404(rows.select_related("user", "organisation"), pk=pk)
    finding.look(search, request.user, finding.hits_of(search))
    messages.success(request, _now("Merket som sett."))
    return redirect(search)
