"""Whom a log-in from outside makes a member, and whom not."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from marketplace.models import Event, Membership, User
from marketplace.oidc import arrival
from tests.oidc.attempts import attempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(known_facts):
    """Somebody without an organisation."""
    return User.objects.create_user("person@test.example")


def test_the_first_log_in_makes_a_plain_member(person, municipality):
    assert arrival.join(person, municipality) == ""

    membership = person.memberships.get()
    assert (membership.role, membership.source) == ("member", "sign_in")


def test_a_membership_that_was_ended_stays_ended(person, municipality):
    arrival.join(person, municipality)
    person.memberships.update(ended_at=timezone.now())

    refusal = arrival.join(person, municipality)

    assert "Ringsaker" in refusal and "avsluttet" in refusal
    assert not person.memberships.active().exists()


def test_who_lost_every_role_does_not_come_back_as_a_member(person, municipality):
    Membership.objects.create(
        user=person, organisation=municipality, role="editor", ended_at=timezone.now()
    )

    assert arrival.join(person, municipality)
    assert not person.memberships.active().exists()


def test_roles_are_ours_and_stay_as_they_are(editor, municipality):
    before = set(editor.user.memberships.values_list("role", "source"))

    arrival.join(editor.user, municipality)

    assert set(editor.user.memberships.values_list("role", "source")) == before
    assert not editor.user.memberships.filter(confirmed_at=None).exists()
    assert not Event.objects.filter(step="role_granted").exists()


def test_fkj_adds_its_own_people(person, fkj):
    assert arrival.join(person, fkj)
    assert not person.memberships.exists()


def test_an_organisation_that_is_no_more_takes_in_nobody(person, municipality):
    municipality.valid_to = date(2020, 1, 1)

    assert arrival.join(person, municipality)
    assert not person.memberships.exists()


def test_nobody_sits_on_both_sides_of_the_table(editor, supplier, municipality, supplier_org):
    assert arrival.join(editor.user, supplier_org)
    assert arrival.join(supplier.user, municipality)
    assert editor.user.memberships.filter(organisation=supplier_org).count() == 0


def test_one_may_belong_to_two_municipalities(person, municipality, other_municipality):
    arrival.join(person, municipality)
    arrival.join(person, other_municipality)

    assert person.memberships.active().count() == 2


@pytest.mark.django_db(transaction=True)
def test_many_log_ins_at_once_make_one_membership(known_facts, municipality):
    person = User.objects.create_user("person@test.example")

    def once(_number) -> str:
        try:
            return arrival.join(person, municipality)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(once, range(16)))

    assert set(answers) == {""}
    assert person.memberships.count() == 1
    assert Event.objects.filter(step="role_granted").count() == 1


def test_a_weak_log_in_is_said_to_be_weak(liar, settings):
    settings.OIDC_WAYS = tuple(
        replace(way, level="password") if way.id == "jobbkonto" else way
        for way in settings.OIDC_WAYS
    )

    _answer, client = attempt(liar, "jobbkonto", {"amr": ["entraid_pwd"]})

    assert client.session["strong_sign_in"] is False
