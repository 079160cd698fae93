"""Vilkår: one set for each audience, accepted by all; then a new version for the suppliers."""

from datetime import timedelta

from marketplace.actor import Actor
from marketplace.clock import db_today
from participation.forms import AcceptanceForm, TermsForm
from participation.models import Acceptance, Audience, Terms

from ..filling import fill

TITLES = {
    Audience.MUNICIPAL: ("kommuner", "kommunar", "municipalities"),
    Audience.SUPPLIER: ("leverandører", "leverandørar", "suppliers"),
}
TEXT = {
    "text": """# Åpenhet

Virksomheten deltar i åpenhet og beskriver behov uten å peke ut leverandører. \
Det som publiseres, kan deles av alle.

# Personvern

- Ingen legger pasientopplysninger inn i portalen.
- Oppdager noen pasientopplysninger, sier de fra til FKJ samme dag.

# Etterlevelse

FKJ kan stanse den som bryter vilkårene. Den det gjelder, får si sitt først.""",
    "text_nn": """# Openheit

Verksemda deltek ope og skildrar behov utan å peike ut leverandørar. \
Det som blir publisert, kan delast av alle.

# Personvern

- Ingen legg pasientopplysningar inn i portalen.
- Oppdagar nokon pasientopplysningar, seier dei frå til FKJ same dag.

# Etterleving

FKJ kan stanse den som bryt vilkåra. Den det gjeld, får seie sitt først.""",
    "text_en": """# Openness

The organisation takes part openly and describes needs without pointing out suppliers. \
What is published may be shared by all.

# Privacy

- Nobody enters patient data in the portal.
- Whoever finds patient data tells FKJ the same day.

# Compliance

FKJ may stop those who break the terms. They are heard first.""",
}
# What the suppliers' second version says instead.
NEW = {
    "text": [
        ("samme dag", "innen fire timer"),
        ("# Etterlevelse", "- Leverandøren oppgir alle underleverandører.\n\n# Etterlevelse"),
    ],
    "text_nn": [
        ("same dag", "innan fire timar"),
        ("# Etterleving", "- Leverandøren oppgir alle underleverandørar.\n\n# Etterleving"),
    ],
    "text_en": [
        ("the same day", "within four hours"),
        ("# Compliance", "- The supplier names every sub-supplier.\n\n# Compliance"),
    ],
}
MUNICIPAL = ("leder", "innlandet", "bodo", "drammen")
BINDERS = (*MUNICIPAL, "leverandor", "nordlys", "dialog", "havbris", "bergtun")
DAYS_TO_START, DAYS_TO_ACCEPT = 14, 90


def accept(actors) -> None:
    """Publish the terms, let everybody in the story accept them, and announce a new version."""
    today = db_today()
    first = {audience: _publish(actors, audience, 1, TEXT, valid_from=today) for audience in TITLES}
    for name in BINDERS:
        _accept(actors[name], first[Audience.of(actors[name].organisation)])
    starts, due = (today + timedelta(days=days) for days in (DAYS_TO_START, DAYS_TO_ACCEPT))
    dates = {"valid_from": starts, "accept_by": due}
    second = _publish(actors, Audience.SUPPLIER, 2, _revised(), **dates)
    _accept(actors["nordlys"], second)


def _accept(actor: Actor, terms: Terms) -> None:
    if not Acceptance.objects.filter(terms=terms, organisation=actor.organisation).exists():
        fill(AcceptanceForm, actor, {"agree": True}, Acceptance(terms=terms))


def _publish(actors, audience: Audience, number: int, text: dict, **dates) -> Terms:
    """Written by one and controlled by another; what is told already stands."""
    if done := Terms.objects.filter(audience=audience, number=number).first():
        return done
    titles = ("Demovilkår for %s", "Demovilkår for %s", "Demo terms for %s")
    said = [title % word for title, word in zip(titles, TITLES[audience], strict=True)]
    words = dict(zip(("title", "title_nn", "title_en"), said, strict=True))
    days = {name: day.isoformat() for name, day in dates.items()}
    told = words | text | days | {"material": True}
    terms = fill(TermsForm, actors["admin"], told, Terms(audience=audience))
    terms.review(by=actors["vurderer"])
    terms.publish(by=actors["admin"])
    return terms


def _revised() -> dict:
    """The first version with what is new."""
    revised = dict(TEXT)
    for field, pairs in NEW.items():
        for old, new in pairs:
            revised[field] = revised[field].replace(old, new)
    return revised
