"""Vilkår: one set of terms for each audience, accepted by those who take part in the story."""

from participation.forms import AcceptanceForm
from participation.models import Acceptance, Terms

from ..filling import fill

AUDIENCES = {
    "municipal": ("kommuner", "kommunar", "municipalities"),
    "supplier": ("leverandører", "leverandørar", "suppliers"),
}
TEXT = {
    "nb": "Demovilkår. Virksomheten deltar i åpenhet, beskriver behov uten å peke ut leverandører, "
    "og legger aldri inn pasientopplysninger i portalen. Det som publiseres, kan deles av alle.",
    "nn": "Demovilkår. Verksemda deltek ope, skildrar behov utan å peike ut leverandørar, og legg "
    "aldri inn pasientopplysningar i portalen. Det som blir publisert, kan delast av alle.",
    "en": "Demo terms. The organisation takes part openly, describes needs without pointing out "
    "suppliers, and never enters patient data in the portal. What is published may be shared.",
}
BINDERS = ("leder", "innlandet", "bodo", "drammen", "leverandor", "nordlys", "dialog")


def accept(actors) -> None:
    """Write the terms and let everybody in the story accept them."""
    written = {audience: _write(audience, *words) for audience, words in AUDIENCES.items()}
    for name in BINDERS:
        actor = actors[name]
        terms = written["municipal" if actor.organisation.is_municipal else "supplier"]
        if not Acceptance.objects.filter(terms=terms, organisation=actor.organisation).exists():
            fill(AcceptanceForm, actor, {"agree": True}, Acceptance(terms=terms))


def _write(audience: str, nb: str, nn: str, en: str) -> Terms:
    told = {
        "title": f"Demovilkår for {nb}",
        "title_nn": f"Demovilkår for {nn}",
        "title_en": f"Demo terms for {en}",
        "text": TEXT["nb"],
        "text_nn": TEXT["nn"],
        "text_en": TEXT["en"],
        "valid_from": "2026-01-01",
    }
    terms, _new = Terms.objects.get_or_create(audience=audience, number=1, defaults=told)
    return terms
