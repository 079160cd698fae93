"""Innovasjonsarena: the needs that Inger compares, and the one that went all the way."""

from innovation.forms import CollaborationForm, EndorsementForm, NeedForm, RequirementForm
from innovation.models import Collaboration, Endorsement, Need, Requirement
from marketplace.models import ServiceArea

from ..answers import APART, NEED
from ..filling import fill

ASSESSMENT = "tjenestetildeling/behandling-av-soknad/kognitiv-kartlegging"
HOME_CARE = "Kognitiv kartlegging hjemme hos innbyggeren"
AUTOMATIC = "Automatisk tildeling"
NEEDS = [
    (
        "bodo",
        HOME_CARE,
        "Kartleggingen gjøres to ganger, på to måter, og skrives inn for hånd.",
        "published",
    ),
    (
        "innlandet",
        AUTOMATIC,
        "Like søknader får ulikt svar, og vedtakene tar for lang tid å skrive.",
        "published",
    ),
    (
        "bodo",
        "Evalueringskriterier",
        "Vi evaluerer tiltak ulikt og kan ikke sammenligne oss med andre.",
        "published",
    ),
    (
        "drammen",
        "Videomøte med innbygger og pårørende",
        "Pårørende langt unna får ikke deltatt i kartleggingssamtalen.",
        "prioritising",
    ),
    (
        "drammen",
        "Innspill fastlege",
        "Fastlegens vurdering kommer i brev og blir ikke med i saken.",
        "prioritising",
    ),
    (
        "kommune",
        "Varsel ved utskriving fra sykehus",
        "Meldingen om utskriving kommer for sent til at vi rekker å planlegge.",
        "draft",
    ),
    (
        "bodo",
        "Selvregistrering",
        "Innbyggeren forteller det samme flere ganger til ulike ansatte.",
        "idea",
    ),
]


def tell(actors) -> None:
    """Describe every need and take it as far as the story says."""
    for name, title, problem, status in NEEDS:
        if not Need.objects.filter(title=title).exists():
            _describe(actors, name, title, problem, status)


def _describe(actors, name: str, title: str, problem: str, status: str) -> None:
    owner = actors[name]
    need = fill(NeedForm, owner, _words(title, problem) | NEED | APART.get(title, {}))
    if status == "draft":
        return
    need.propose(by=owner)
    if status == "idea":
        return
    need.prioritise(by=owner)
    if status == "published":
        _publish(actors, need, owner)


def _words(title: str, problem: str) -> dict:
    return {
        "title": title,
        "problem": problem,
        "effect": "Lik behandling av innbyggerne, samme arbeidsopplegg og mindre dobbeltarbeid.",
        "area": ServiceArea.objects.get(path=ASSESSMENT).pk,
        "goals": ["staff", "resident"],
        "go_ahead_role": "Kommunalsjef",
        "go_ahead_on": "2026-09-15",
    }


def _publish(actors, need: Need, owner) -> None:
    requirement = {
        "text": "Kartleggingen registreres én gang og deles.",
        "priority": "must",
        "question": "capabilities",
    }
    fill(RequirementForm, owner, requirement, Requirement(need=need))
    others = [actors[n] for n in ("bodo", "drammen", "innlandet") if actors[n] != owner]
    for other in others:
        fill(EndorsementForm, other, {"kind": "will_take_part"}, Endorsement(need=need))
    need.publish(by=actors["fasilitator"])
    if need.title == AUTOMATIC:
        work = {"title": AUTOMATIC, "mandate": "Finne felles kriterier for tildeling av tjenester."}
        fill(CollaborationForm, owner, work, Collaboration(need=need))
