"""Coming in from outside, through a real OpenID provider."""

import pytest
from django.test import Client

from marketplace.demo.identity.people import RINGSAKER
from marketplace.models import Membership, User

pytestmark = pytest.mark.django_db


def test_a_municipal_employee_enters_with_organisation_and_gets_the_membership(traveller, municipality):
    answer = traveller.log_in("jobbkonto", "kari")

    person = User.objects.get()
    membership = person.memberships.get()
    assert (answer.status_code, answer.url) == (302, "/")
    assert (person.email, str(person)) == ("kari.jobbkonto@demo.example", "Kari Jobbkonto")
    assert membership.organisation == municipality and municipality.orgnr == RINGSAKER
    assert (membership.role, membership.source) == ("member", Membership.Source.SIGN_IN)
    assert membership.confirmed_at
    assert traveller.user == person
