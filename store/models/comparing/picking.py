"""Finding one more product or need to lay beside the others."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from innovation.models import Need
from marketplace.comparing import Pair
from marketplace.search import NorwegianOrder

from ..listing import Listing

MOST = 8


@dataclass(frozen=True)
class Hit:
    """Treff: something that can be laid in a column."""

    pair: Pair
    title: str
    subtitle: str
    kind: str
    language: str = ""


def search(text: str, user, taken: set[Pair]) -> list[Hit]:
    """What stands on the shelf, then needs in play, whose name holds the words."""
    if not text:
        return []
    hits = [*_products(text), *_needs(text, user)]
    return [hit for hit in hits if hit.pair not in taken]


def _products(text: str) -> list[Hit]:
    named = Q(application__name__icontains=text) | Q(application__supplier__name__icontains=text)
    rows = Listing.objects.on_shelf().filter(named).select_related("application__supplier")
    rows = rows.order_by(NorwegianOrder("application__name"), "pk").defer("facets")
    return [_hit("id", row, row.supplier) for row in rows[:MOST]]


def _needs(text: str, user) -> list[Hit]:
    rows = Need.objects.visible_to(user).in_play().filter(title__icontains=text)
    rows = rows.select_related("owner").order_by(NorwegianOrder("title"), "pk")
    return [_hit("need", row, row.owner) for row in rows[:MOST]]


def _hit(name: str, thing, whose) -> Hit:
    language = getattr(thing, "language", "")
    kind = _("Behov") if name == "need" else _("Løsning")
    return Hit((name, str(thing.pk)), str(thing), str(whose), kind, language)
