"""Two who merge at once: an organisation has one heir."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from marketplace.lifecycle import StepRefused
from marketplace.models import Organisation
from participation.models import Merger


@pytest.mark.django_db(transaction=True)
def test_two_plans_that_are_confirmed_at_once_give_one_heir(
    plan, municipality, other_municipality, administrator
):
    plans = [plan(), plan(municipality, to=other_municipality)]

    def confirm(merger: Merger) -> bool:
        try:
            merger.confirm(by=administrator)
        except StepRefused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(2) as people:
        confirmed = list(people.map(confirm, plans))

    assert sorted(confirmed) == [False, True]
    heir = Organisation.objects.get(pk=municipality.pk).heir
    assert heir == plans[confirmed.index(True)].successor
