"""Mergers, planned and confirmed, for the tests of what follows."""

import pytest

from marketplace.clock import db_today
from marketplace.demo.filling import fill
from marketplace.models import Organisation
from participation.forms import MergerForm
from participation.models import Merger


@pytest.fixture
def successor(known_facts) -> Organisation:
    """The new municipality."""
    return Organisation.objects.create(
        kind="municipality", name="Nye Mjøsa", municipality_number="3499", county_name="Innlandet"
    )


@pytest.fixture
def plan(administrator, municipality, successor):
    """Plan that the new municipality takes over: `plan(Ringsaker, when=today)`."""

    def write(*olds, to=successor, when=None) -> Merger:
        told = {
            "successor": to.pk,
            "predecessors": [old.pk for old in olds or [municipality]],
            "takes_effect_on": (when or db_today()).isoformat(),
            "decision": "Forskrift om sammenslåing.",
        }
        return fill(MergerForm, administrator, told)

    return write


@pytest.fixture
def merge(plan, administrator):
    """Plan and confirm; from today it is carried out at once."""

    def do(*olds, **told) -> Merger:
        merger = plan(*olds, **told)
        merger.confirm(by=administrator)
        return merger

    return do
