"""Invitations: who may take them, for how long, and where the code is not."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied

from marketplace.lifecycle import StepRefused
from marketplace.models import Event, Figure, Letter, Membership
from participation.forms import InvitationForm
from participation.models import RoleProposal
from participation.tasks import expire_invitations
from tests import cast
from tests.participation.people import (
    door,
    invite,
    let_it_rest,
    make_late,
    roles,
)

pytestmark = pytest.mark.django_db


# --- taking it ------------------------------------------------------------------------------------


def test_the_one_who_is_invited_takes_the_roles(town_admin, newcomer, municipality):
    invitation = invite(town_admin, roles=["editor", "approver"])

    invitation.accept(by=newcomer)

    assert roles(newcomer, municipality) == {"editor", "approver"}
    assert set(newcomer.user.memberships.values_list("source", flat=True)) == {"invitation"}
    assert Event.objects.about(municipality).filter(step="role_granted").count() == 2


def test_nobody_else_takes_it(town_admin, editor, other_editor, administrator, municipality):
    invitation = invite(town_admin)

    for stranger in (editor, other_editor, administrator, town_admin):
        with pytest.raises(PermissionDenied):
            invitation.accept(by=stranger)


def test_an_address_that_is_not_verified_takes_nothing(town_admin, newcomer):
    invitation = invite(town_admin)
    EmailAddress.objects.update(verified=False)

    with pytest.raises(PermissionDenied):
        invitation.accept(by=newcomer)


def test_capital_letters_in_the_address_do_not_matter(town_admin, newcomer):
    invitation = invite(town_admin, "Ny@Test.Example")

    invitation.accept(by=newcomer)

    assert invitation.status == "accepted"


def test_an_old_invitation_cannot_be_taken_even_before_it_is_swept(town_admin, newcomer):
    invitation = invite(town_admin)
    make_late(invitation)

    with pytest.raises(StepRefused, match="utløpt"):
        invitation.accept(by=newcomer)


def test_the_clock_expires_what_nobody_took(town_admin):
    late, fresh = invite(town_admin), invite(town_admin, "to@test.example")
    make_late(late)

    expire_invitations()

    late.refresh_from_db(), fresh.refresh_from_db()
    assert (late.status, fresh.status) == ("expired", "sent")


def test_the_days_are_a_figure(town_admin):
    Figure.objects.filter(key="invitation-days").update(amount=3)

    invitation = invite(town_admin)

    assert invitation.expires_at - invitation.sent_at == timedelta(days=3)


def test_a_supplier_cannot_be_invited_to_buy(town_admin, newcomer, supplier_org):
    Membership.objects.create(user=newcomer.user, organisation=supplier_org, role="member")
    invitation = invite(town_admin, roles=["buyer"])

    with pytest.raises(StepRefused, match="leverandør"):
        invitation.accept(by=newcomer)
    assert invitation.status == "sent"


def test_an_invitation_to_fkj_waits_for_a_second_person(administrator, newcomer, fkj):
    second = cast.actor("second-admin", fkj, "admin")
    invite(administrator, roles=["reviewer"]).accept(by=newcomer)
    proposal = RoleProposal.objects.get()
    assert roles(newcomer, fkj) == set()

    with pytest.raises(StepRefused, match="En annen"):
        proposal.confirm(by=administrator)
    proposal.confirm(by=second)

    assert roles(newcomer, fkj) == {"reviewer"}


# --- giving it ------------------------------------------------------------------------------------


def test_only_administrators_invite(
    editor, approver, supplier, facilitator, administrator, municipality
):
    for stranger in (editor, approver, supplier, facilitator):
        assert not InvitationForm.may_add(stranger, municipality)
    assert InvitationForm.may_add(administrator, municipality)


@pytest.mark.parametrize("odd", ["facilitator", "konge", ""])
def test_only_roles_of_the_kind_are_offered(town_admin, odd):
    with pytest.raises(ValueError, match="roles"):
        invite(town_admin, roles=[odd])


def test_an_address_is_invited_once_at_a_time(town_admin):
    invite(town_admin)

    with pytest.raises(ValueError, match="allerede"):
        invite(town_admin)


def test_a_member_is_not_invited_to_what_they_are(town_admin, editor):
    with pytest.raises(ValueError, match="allerede"):
        invite(town_admin, editor.user.email, ["editor"])


def test_a_new_letter_makes_the_old_link_useless(town_admin, client):
    invitation = invite(town_admin)
    old = door()
    let_it_rest(invitation)

    invitation.resend(by=town_admin)

    assert client.get(old, follow=True).status_code == 404
    assert client.get(door(), follow=True).status_code == 200


def test_letters_are_not_sent_again_and_again(town_admin):
    invitation = invite(town_admin)

    with pytest.raises(StepRefused, match="ti minutter"):
        invitation.resend(by=town_admin)
    assert Letter.objects.count() == 1


def test_a_revoked_invitation_cannot_be_taken(town_admin, newcomer, client):
    invitation = invite(town_admin)
    invitation.revoke(by=town_admin)

    with pytest.raises(StepRefused):
        invitation.accept(by=newcomer)
    assert client.get(door(), follow=True).status_code == 404
