"""Felleskjøp: one competition from announcement to framework agreement, and one open for offers."""

import time
from datetime import timedelta

from django.utils import timezone

from innovation.models import CommonBasis
from marketplace.clock import db_now
from procurement.forms import (
    CommitmentForm,
    CriterionForm,
    JointProcurementForm,
    OfferForm,
    ScoresForm,
)
from procurement.models import Commitment, Criterion, JointProcurement, Offer

from ..filling import fill
from .collaboration import TITLE as WORK

FIRST, SECOND = "Felleskjøp av kognitiv kartlegging", "Felleskjøp av støtte til evaluering"
SECONDS_TO_OFFER = 8
CRITERIA = [
    {
        "kind": "quality",
        "name": "Brukskvalitet i felt",
        "weight": 40,
        "scale_anchor": "0: kan ikke brukes ute. 5: brukbar med nett. 10: like god uten nett.",
    },
    {
        "kind": "climate",
        "name": "Klima og miljø",
        "weight": 30,
        "scale_anchor": "0: ingen tiltak. 5: måler utslipp. 10: dokumentert lave utslipp i drift.",
    },
    {"kind": "price", "name": "Pris", "weight": 30, "scale_anchor": ""},
]
OFFERS = [("leverandor", 1_200_000), ("nordlys", 1_450_000)]


def announce(actors) -> None:
    """Draft, check, join, publish, and hand in two offers before the deadline."""
    if JointProcurement.objects.filter(title=FIRST).exists():
        return
    deadline = db_now() + timedelta(seconds=SECONDS_TO_OFFER)
    basis = CommonBasis.objects.get(of__title=WORK)
    procurement = _draft(actors, FIRST, deadline, {"basis": basis.pk, "standstill_days": 0})
    _publish(actors, procurement)
    for name, price in OFFERS:
        told = {"solution": "Felles kartlegging på nettbrett, med og uten nett.", "price": price}
        offer = fill(OfferForm, actors[name], told, Offer(procurement=procurement))
        offer.submit(by=actors[name])


def _draft(actors, title: str, deadline, more: dict) -> JointProcurement:
    told = {
        "title": title,
        "description": "Løsning for felles, strukturert arbeid i kommunene som er meldt på.",
        "estimated_value": 1_500_000,
        "max_value": 2_000_000,
        "term_months": 24,
        "deadline": timezone.localtime(deadline).strftime("%Y-%m-%d %H:%M:%S"),
        "minimum_days": 0,
    }
    procurement = fill(JointProcurementForm, actors["innkjop"], told | more)
    for criterion in CRITERIA:
        fill(CriterionForm, actors["innkjop"], criterion, Criterion(procurement=procurement))
    return procurement


def _publish(actors, procurement: JointProcurement) -> None:
    procurement.review(by=actors["fasilitator"])
    for name, estimate in (("leder", 600_000), ("bodo", 500_000), ("drammen", 400_000)):
        joined = Commitment(procurement=procurement)
        fill(CommitmentForm, actors[name], {"agree": True, "estimate": estimate}, joined)
    procurement.publish(by=actors["innkjop"])


def award(actors) -> None:
    """Open by two persons, score before price, award, and sign the framework agreement."""
    procurement = JointProcurement.objects.get(title=FIRST)
    if procurement.status != JointProcurement.Status.PUBLISHED:
        return
    _wait_for(procurement.deadline)
    officer = actors["innkjop"]
    procurement.close(by=officer)
    procurement.approve_opening(by=officer)
    procurement.open(by=actors["admin"])
    procurement.start_qualification(by=officer)
    procurement.start_scoring(by=officer)
    _score(procurement, officer)
    procurement.reach_consensus(by=officer)
    procurement.open_prices(by=officer)
    best = procurement.offers.get(supplier=actors["leverandor"].organisation)
    procurement.recommend(by=officer, offer=best, note="Best kvalitet og lavest pris.")
    procurement.notify_award(by=officer)
    procurement.start_standstill(by=officer)
    _sign(procurement, actors)


def _wait_for(deadline) -> None:
    while (left := (deadline - db_now()).total_seconds()) > 0:
        time.sleep(left + 0.05)


def _score(procurement: JointProcurement, officer) -> None:
    for offer, points in zip(procurement.offers.received(), (9, 6), strict=True):
        told = {f"points_{c.pk}": points for c in procurement.criteria.scored()}
        why = {f"justification_{c.pk}": "Prøvd i felt." for c in procurement.criteria.scored()}
        fill(ScoresForm, officer, told | why, offer)


def _sign(procurement: JointProcurement, actors) -> None:
    procurement.contract(by=actors["innkjop"])
    agreement = procurement.agreements.get()
    agreement.sign_as_supplier(by=actors["leverandor"])
    agreement.sign_as_fkj(by=actors["innkjop"])
    procurement.complete(by=actors["innkjop"])


def open_another(actors) -> None:
    """A competition that a newcomer can hand in an offer to."""
    if JointProcurement.objects.filter(title=SECOND).exists():
        return
    why = {"no_basis_reason": "Demo: et eget grunnlag er under arbeid.", "minimum_days": 10}
    procurement = _draft(actors, SECOND, db_now() + timedelta(days=30), why)
    _publish(actors, procurement)
