"""Sammenslåing: two made-up interest organisations become one; no real municipality is touched."""

from marketplace.models import Organisation
from participation.forms import MergerForm
from participation.models import Merger

from ..filling import fill

KIND = Organisation.Kind.INTEREST
OLD = ("Pårørende Øst Demo", "310001015")
NEW = ("Pårørende Sammen Demo", "310001023")


def tell(actors) -> None:
    """Let the new one take over for the old one."""
    old, new = _organisation(*OLD), _organisation(*NEW)
    if Merger.objects.filter(successor=new).exists():
        return
    told = {
        "successor": new.pk,
        "predecessors": [old.pk],
        "takes_effect_on": "2026-02-01",
        "decision": "Demo: vedtak på årsmøtet.",
    }
    fill(MergerForm, actors["admin"], told).confirm(by=actors["admin"])


def _organisation(name: str, orgnr: str) -> Organisation:
    told = {"kind": KIND, "name": name}
    return Organisation.objects.get_or_create(orgnr=orgnr, defaults=told)[0]
