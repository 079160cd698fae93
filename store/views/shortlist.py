"""Shortlists, and what stands on them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, IntegerField, When
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import FormView

from marketplace.comparing import LIMIT, Address
from marketplace.forms import posted
from marketplace.pages import NounCreate, NounEdit, NounFormPage, NounList, NounPage
from marketplace.spreadsheet import response
from store import forms, models, policy
from store.models.comparing.columns import NAMES

from .room import STORE


class ShortlistRoom:
    """What the pages about shortlists share."""

    model, form_class = models.Shortlist, forms.ShortlistForm
    related = ("owner", "need", "responsible")

    def crumbs(self):
        """Forsiden → Butikken → Kortlister."""
        return [STORE, (_("Kortlister"), reverse("store:shortlists"))]


class ShortlistList(ShortlistRoom, NounList):
    """My organisation's shortlists: those that are worked on first."""

    def get_queryset(self):
        """With how many there are on each."""
        working = Case(When(status="open", then=0), default=1, output_field=IntegerField())
        return super().get_queryset().counted().order_by(working, "-pk")

    def crumbs(self):
        """Forsiden → Butikken."""
        return [STORE]

    def get_context_data(self, **kwargs):
        """Tell whether the reader may start one."""
        may_create = forms.ShortlistForm.may_create(self.request.actor)
        return super().get_context_data(may_create=may_create, **kwargs)


class ShortlistPage(ShortlistRoom, NounPage):
    """One shortlist with what is on it."""

    def get_context_data(self, **kwargs):
        """Add the entries, which of them to compare first, and what the reader may do."""
        actor = self.request.actor
        entries = list(self.object.entries.for_page())
        first = [entry.pk for entry in entries if entry.verdict != "left_out"]
        room = LIMIT - bool(self.object.need_id)
        return super().get_context_data(
            entries=entries,
            compared_first=first[:room],
            may_edit=forms.ShortlistForm.may_edit(actor, self.object),
            may_buy=policy.may_buy(actor),
            **kwargs,
        )


class ShortlistCreate(ShortlistRoom, NounCreate):
    """Start a list, perhaps with what was compared."""

    heading = _("Ny kortliste")
    intro = _("Bare de som hører til virksomheten, ser listen.")
    submit_label = _("Lagre kortlisten")

    def get_initial(self):
        """What the comparison that one comes from held."""
        pairs = Address.of(self.request).asked(NAMES)[:LIMIT]
        need = next((number for name, number in pairs if name == "need"), None)
        return {"columns": " ".join(":".join(pair) for pair in pairs), "need": need}


class ShortlistEdit(ShortlistRoom, NounEdit):
    """Change the words."""

    heading = _("Rediger kortlisten")


class ShortlistAdd(ShortlistRoom, NounFormPage, FormView):
    """Put a listing on one of our lists, or on a new one."""

    form_class = forms.AddForm
    heading = _("Legg på kortliste")
    submit_label = _("Legg på listen")

    def dispatch(self, request, *args, **kwargs):
        """Find the listing; what may not be seen is 404."""
        if request.user.is_authenticated:
            rows = models.Listing.objects.visible_to(request.user).select_related("version")
            self.listing = get_object_or_404(rows, pk=kwargs["parent_pk"])
            if not policy.may_shortlist(request.actor):
                raise PermissionDenied(_("Du har ikke rollen som skal til for dette."))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Say what is put on the list."""
        return super().get_context_data(**kwargs) | {"intro": str(self.listing)}

    def cancel_url(self) -> str:
        """Back to the listing."""
        return self.listing.get_absolute_url()

    def form_valid(self, form):
        """Make the list when it is new, and put the version for sale on it."""
        with transaction.atomic():
            title, chosen = form.cleaned_data["title"], form.cleaned_data["shortlist"]
            chosen = self._new(title) if title else chosen
            told = (chosen, self.listing.version, self.listing, self.request.actor)
            is_new = models.ShortlistEntry.add(*told)
        said = _now("Lagt på «%(list)s».") if is_new else _now("Står allerede på «%(list)s».")
        messages.success(self.request, said % {"list": chosen})
        return redirect(chosen)

    def _new(self, title: str):
        form = forms.ShortlistForm(posted({"title": title}), actor=self.request.actor)
        form.full_clean()
        return form.save()


class EntryRoom:
    """What the pages about entries share."""

    model, form_class = models.ShortlistEntry, forms.EntryForm
    related = ("shortlist__owner", "listing__application__supplier", "listing__version", "version")

    def crumbs(self):
        """Forsiden → Butikken → Kortlister → the list."""
        shortlist = self.object.shortlist
        home = (_("Kortlister"), reverse("store:shortlists"))
        return [STORE, home, (str(shortlist), shortlist.get_absolute_url())]


class EntryEdit(EntryRoom, NounEdit):
    """Judge one product."""

    template_name = "store/entry_form.html"

    def get_context_data(self, **kwargs):
        """Name the product in the heading."""
        return super().get_context_data(**kwargs) | {"heading": str(self.object)}


class EntryAct(View):
    """Something that is done with an entry at the press of a button."""

    act = ""
    said = ""

    def post(self, request, pk: int):
        """Do it, and go back to the list."""
        rows = models.ShortlistEntry.objects.visible_to(request.user).for_page()
        entry = get_object_or_404(rows, pk=pk)
        if not forms.EntryForm.may_edit(request.actor, entry):
            raise PermissionDenied(_("Dette kan bare endres av eieren, og ikke i denne statusen."))
        getattr(entry, self.act)(by=request.actor)
        messages.success(request, self.said)
        return redirect(entry.shortlist)


class EntryRemove(EntryAct):
    """Take it off the list."""

    act, said = "remove", _("Tatt av listen.")


class EntryRenew(EntryAct):
    """Consider the version that is for sale now."""

    act, said = "renew", _("Listen viser nå den nye versjonen.")


class ShortlistSheet(ShortlistRoom, NounPage):
    """The list as a spreadsheet."""

    def render_to_response(self, context, **kwargs):
        """One row for each product."""
        heading = [_("Løsning"), _("Leverandør"), _("Versjon"), _("Pris"), _("I butikken nå")]
        rows = [[*heading, _("Vurdering"), _("Begrunnelse"), _("Notat")]]
        rows += [row_of(entry) for entry in self.object.entries.for_page()]
        return response({str(self.object): rows}, "kortliste")


def row_of(entry) -> list[str]:
    """One product in words."""
    stands = _now("Ja") if entry.stands else _now("Nei")
    about = [entry.listing, entry.listing.supplier, entry.version.number]
    said = [entry.get_verdict_display(), entry.reason, entry.note]
    return [str(word) for word in [*about, entry.listing.price_text, stands, *said]]
