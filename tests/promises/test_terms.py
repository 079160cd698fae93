"""Two who do the same with the terms at once: it is done once."""

import pytest
from django.core.exceptions import PermissionDenied

from marketplace.models import Event, Letter
from participation.models import Acceptance, asking
from tests import cast
from tests.participation.versions import accept, publish
from tests.promises.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def terms(administrator, reviewer):
    """Version 1 for municipalities, from today."""
    return publish(administrator, reviewer)


def test_two_approvers_accept_at_once_and_it_is_accepted_once(terms, approver):
    other = cast.actor("leder", approver.organisation, "approver")

    came = at_once(terms, lambda: accept(terms, approver), lambda: accept(terms, other))

    assert sorted(type(one).__name__ for one in came) == ["Acceptance", "PermissionDenied"]
    assert any(isinstance(one, PermissionDenied) for one in came)
    assert Acceptance.objects.count() == 1


def test_two_colleagues_ask_at_once_and_the_letters_are_written_once(
    terms, editor, member, approver
):
    asked = [lambda: asking.ask(terms, editor), lambda: asking.ask(terms, member)]

    came = at_once(editor.organisation, *asked)

    assert sorted(came, key=str) == [1, None]
    assert Letter.objects.count() == 1
    assert Event.objects.filter(step="asked_to_accept").count() == 1
