"""The bricks that say who may: one person, one organisation at a time, some roles."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from marketplace import policy
from marketplace.actor import NOBODY, SYSTEM, Actor
from marketplace.clock import db_now
from marketplace.models import Membership, Organisation, Role

pytestmark = pytest.mark.django_db
EVERYBODY = ["editor", "approver", "other_editor", "supplier", "facilitator", "administrator"]


def let_in(rule, request, thing=None) -> set[str]:
    """Which of the cast the rule lets in."""
    return {name for name in EVERYBODY if rule(request.getfixturevalue(name), thing)}


def test_an_owner_is_somebody_with_the_role_in_the_organisation_that_owns(request, municipality):
    thing = SimpleNamespace(owner_id=municipality.pk)

    assert let_in(policy.owner(Role.EDITOR), request, thing) == {"editor"}
    assert let_in(policy.owner(Role.EDITOR, Role.APPROVER), request, thing) == {
        "editor",
        "approver",
    }


def test_the_owner_may_be_some_steps_away(request, supplier_org):
    thing = SimpleNamespace(
        version=SimpleNamespace(application=SimpleNamespace(by_id=supplier_org.pk))
    )

    rule = policy.owner(Role.ADMIN, at="version.application.by")

    assert let_in(rule, request, thing) == {"supplier"}


def test_the_same_role_elsewhere_opens_nothing(request):
    assert let_in(policy.administers, request) == {"administrator"}
    assert let_in(policy.supplier(Role.ADMIN), request) == {"supplier"}
    assert let_in(policy.municipal(Role.EDITOR), request) == {"editor", "other_editor"}
    assert let_in(policy.facilitates, request) == {"facilitator"}


def test_either_of_two_rules_is_enough_and_both_are_told(request, municipality):
    thing = SimpleNamespace(owner_id=municipality.pk)
    rule = policy.owner(Role.APPROVER, whom="godkjenneren") | policy.facilitates

    assert let_in(rule, request, thing) == {"approver", "facilitator"}
    assert str(rule.whom) == "godkjenneren eller fasilitator i FKJ"


def test_only_the_machine_is_the_machine(request):
    assert let_in(policy.machine, request) == set()
    assert policy.machine(SYSTEM)
    assert not policy.machine(NOBODY)


def test_a_visitor_is_nobody(municipality):
    visitor = Actor.of(AnonymousUser())

    assert visitor is NOBODY
    assert not policy.owner(at="owner")(visitor, SimpleNamespace(owner_id=municipality.pk))
    assert not visitor.acts_for(None)


def test_a_person_without_an_organisation_may_nothing(editor):
    Membership.objects.update(ended_at=db_now())

    alone = Actor.of(editor.user)

    assert alone.user == editor.user
    assert not alone.holds() and alone.organisation is None


def test_a_person_acts_for_one_organisation_at_a_time(editor, other_municipality):
    Membership.objects.create(user=editor.user, organisation=other_municipality, role=Role.APPROVER)

    first, chosen = Actor.of(editor.user), Actor.of(editor.user, other_municipality)

    assert first == editor
    assert chosen.organisation == other_municipality
    assert chosen.roles == {Role.APPROVER}


def test_an_organisation_one_does_not_belong_to_cannot_be_chosen(editor, supplier_org):
    assert Actor.of(editor.user, supplier_org) == editor


def test_the_page_switches_only_to_ones_own_organisation(
    sign_in, editor, other_municipality, supplier_org
):
    Membership.objects.create(user=editor.user, organisation=other_municipality, role=Role.EDITOR)
    client = sign_in(editor)

    own = client.post("/bytt-virksomhet/", {"organisation": other_municipality.pk})
    foreign = client.post("/bytt-virksomhet/", {"organisation": supplier_org.pk})
    page = client.get("/min-side/")

    assert (own.status_code, foreign.status_code) == (302, 404)
    assert page.context["actor"].organisation == other_municipality


def test_a_role_that_has_ended_is_gone_at_once(editor):
    editor.user.memberships.filter(role=Role.BUYER).update(ended_at=db_now())

    assert Actor.of(editor.user).roles == {Role.EDITOR}
    assert Organisation.objects.of(editor.user).get() == editor.organisation
