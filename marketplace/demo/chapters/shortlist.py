"""Butikken: Ringsaker puts what it considers on a shortlist, and leaves one out for a reason."""

from store.forms import EntryForm, ShortlistForm
from store.models import Listing, Shortlist, ShortlistEntry

from ..filling import fill
from .needs import HOME_CARE
from .verification import KOGNITIV

TITLE = "Kognitiv kartlegging i hjemmetjenesten"
PURPOSE = "Vi vil kartlegge hjemme hos innbyggeren, også der det ikke er nett."
NOTE = "Prøvd i to uker på Moelv. De ansatte likte at den virker uten nett."
REASON = "Laget for saksbehandling på PC, og kan ikke tas med hjem til innbyggeren."


def tell(actors) -> None:
    """Two on the list: one relevant, one left out; colleagues are asked."""
    buyer = actors["kommune"]
    if Shortlist.objects.filter(owner=buyer.organisation).exists():
        return
    shared = ShortlistForm(actor=buyer).fields["need"].queryset
    need = shared.filter(title=HOME_CARE).first()
    words = {"title": TITLE, "purpose": PURPOSE, "need": need and need.pk}
    shortlist = fill(ShortlistForm, buyer, words)
    for name, judged in (
        (KOGNITIV, {"verdict": "relevant", "note": NOTE}),
        ("Tildel", {"verdict": "left_out", "reason": REASON}),
    ):
        _judge(shortlist, buyer, Listing.objects.get(application__name=name), judged)
    colleague = actors["leder"].user.pk
    shortlist.invite(by=buyer, mentions=[colleague], note="Ser dere noe vi har oversett?")


def _judge(shortlist: Shortlist, buyer, listing: Listing, judged: dict) -> None:
    ShortlistEntry.add(shortlist, listing.version, listing, buyer)
    fill(EntryForm, buyer, judged, shortlist.entries.get(listing=listing))
