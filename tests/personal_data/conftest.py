"""Somebody who has left traces in many tables."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from marketplace.models import User
from tests import cast
from tests.personal_data.traces import EMAIL, NAME, letter


@pytest.fixture
def person(municipality, area):
    """An editor with an unusual name who has done something and left traces in many tables."""
    actor = cast.actor("qvirinius", municipality, "editor", "member")
    user = actor.user
    user.first_name, user.last_name, user.email = *NAME.split(" ", 1), EMAIL
    user.save()
    need = cast.need(actor, area)
    need.propose(by=actor)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    letter("own", user, f"Hei {NAME}")
    letter("other", "sjef@test.example", f"{NAME} ({EMAIL.upper()}) vil bli med.")
    letter("invited", EMAIL, "Du er invitert.")
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(
        user=user, content_type=kind, object_id=user.pk, object_repr=NAME, action_flag=CHANGE
    )
    return actor
