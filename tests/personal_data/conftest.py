"""Somebody who has left traces in many tables."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from marketplace.models import Follow, User
from participation.models import Invitation, JoinRequest
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
    _knock(actor)
    return actor


def _knock(actor) -> None:
    """What asking to join, being invited, coming in and following leave behind."""
    user, place = actor.user, actor.organisation
    moment, until = timezone.now(), timezone.now() + timedelta(days=14)
    Invitation.objects.create(
        organisation=place,
        email=EMAIL,
        roles=["editor"],
        invited_by=user,
        token_hash="a" * 64,
        sent_at=moment,
        expires_at=until,
    )
    JoinRequest.objects.create(person=user, organisation=place, message=f"Hilsen {NAME}")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "hemmelig"})
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key="x", user_agent="Firefox")
    SocialAccount.objects.create(user=user, provider="x", uid="1", extra_data={"name": NAME})
    kind = ContentType.objects.get_for_model(type(place))
    Follow.objects.get_or_create(user=user, subject_type=kind, subject_id=place.pk)
