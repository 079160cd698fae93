"""How a joint procurement gets where the tests need it: through the portal's forms and steps."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from marketplace.clock import db_now
from marketplace.demo.filling import fill
from procurement.forms import (
    CommitmentForm,
    CriterionForm,
    JointProcurementForm,
    OfferForm,
    ScoresForm,
)
from procurement.models import Commitment, Criterion, JointProcurement, Offer
from tests import cast as people

PRICE = "7654321.00"
OTHER_PRICE = "6543217.00"
SCALE = "0: dekker lite. 5: dekker det meste. 10: dekker alt."
TENDER = {
    "title": "Kognitiv kartlegging for kommunene",
    "description": "Et verktøy som følger pasienten mellom tjenestene.",
    "estimated_value": "9000000",
    "max_value": "12000000",
    "term_months": 24,
    "minimum_offers": 1,
    "minimum_days": 10,
    "standstill_days": 10,
}


def draft(officer, basis, **more) -> JointProcurement:
    """A draft that can be published once the participants have joined."""
    deadline = (db_now() + timedelta(days=30)).isoformat()
    words = TENDER | {"basis": basis.pk, "deadline": deadline} | more
    procurement = fill(JointProcurementForm, officer, words)
    add_criterion(procurement, officer, "quality", "Brukskvalitet", 60)
    add_criterion(procurement, officer, "price", "Samlet pris", 40)
    return procurement


def add_criterion(procurement, officer, kind: str, name: str, weight: int) -> Criterion:
    """One more criterion in the draft."""
    words = {"kind": kind, "name": name, "weight": weight, "scale_anchor": SCALE}
    return fill(CriterionForm, officer, words, Criterion(procurement=procurement))


def commit(procurement, who) -> Commitment:
    """Sign the municipality up."""
    words = {"estimate": "3000000", "agree": "on"}
    return fill(CommitmentForm, who, words, Commitment(procurement=procurement))


def offer(procurement, supplier, price: str = PRICE, **more) -> Offer:
    """A draft offer that can be handed in."""
    words = {"solution": "Vi oppfyller alle kravene.", "price": price} | more
    return fill(OfferForm, supplier, words, Offer(procurement=procurement))


def let_the_deadline_pass(procurement) -> None:
    """Move the deadline back in time, since nobody can move the database's clock forward."""
    moment = db_now() - timedelta(seconds=1)
    JointProcurement.objects.filter(pk=procurement.pk).update(deadline=moment)
    procurement.refresh_from_db()


def let_standstill_pass(procurement) -> None:
    """Move the last day of standstill to yesterday."""
    day = db_now().date() - timedelta(days=2)
    JointProcurement.objects.filter(pk=procurement.pk).update(standstill_until=day)
    procurement.refresh_from_db()


def open_offers(procurement, first, second) -> JointProcurement:
    """Close after the deadline and let two persons open."""
    let_the_deadline_pass(procurement)
    procurement.close(by=first)
    procurement.approve_opening(by=first)
    procurement.open(by=second)
    return procurement


def score(procurement, evaluator, points: int = 8) -> None:
    """Give every opened offer the same points."""
    for one in procurement.offers.received():
        words = {f"points_{c.pk}": points for c in procurement.criteria.scored()}
        words |= {f"justification_{c.pk}": "Godt." for c in procurement.criteria.scored()}
        fill(ScoresForm, evaluator, words, one)


def reach_recommendation(procurement, officer, reviewer, chosen) -> JointProcurement:
    """From opened to recommended."""
    procurement.start_qualification(by=officer)
    procurement.start_scoring(by=officer)
    score(procurement, reviewer)
    procurement.reach_consensus(by=officer)
    procurement.open_prices(by=officer)
    procurement.recommend(by=officer, offer=chosen, note="Best samlet.")
    return procurement


def as_owner_of_the_database(statement: str, values: list) -> None:
    """Try to write around the portal."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def tender(officer, approved_basis) -> JointProcurement:
    """A draft that only FKJ sees."""
    return draft(officer, approved_basis)


@pytest.fixture
def reviewed(tender, facilitator, approver, other_approver) -> JointProcurement:
    """Checked by a second person; two municipalities have joined."""
    tender.review(by=facilitator)
    commit(tender, approver)
    commit(tender, other_approver)
    return tender


@pytest.fixture
def published(reviewed, officer) -> JointProcurement:
    """Open for offers."""
    reviewed.publish(by=officer)
    return reviewed


@pytest.fixture
def other_qualified_supplier(other_supplier, reviewer, administrator):
    """The competitor, qualified."""
    people.qualify(other_supplier, reviewer, administrator)
    return other_supplier


@pytest.fixture
def submitted(published, qualified_supplier) -> Offer:
    """An offer that is handed in."""
    sealed = offer(published, qualified_supplier)
    sealed.submit(by=qualified_supplier)
    return sealed


@pytest.fixture
def opened(published, submitted, officer, facilitator) -> JointProcurement:
    """Two persons have opened the one offer."""
    return open_offers(published, officer, facilitator)


@pytest.fixture
def recommended(opened, submitted, officer, reviewer) -> JointProcurement:
    """Quality is agreed on, prices are opened and a choice is made."""
    return reach_recommendation(opened, officer, reviewer, submitted)
