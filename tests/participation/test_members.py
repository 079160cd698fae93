"""Roles begin and end in one place: the last administrator stays, and history too."""

import pytest
from django.core.exceptions import PermissionDenied

from marketplace import membership
from marketplace.actor import SYSTEM, Actor
from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from marketplace.models import Event, Membership, User
from participation.forms import EndRoleForm, RoleForm
from participation.models import RoleProposal
from tests import cast
from tests.participation.people import row
from tests.promises.racing import at_once
from tests.signing_in import enter

pytestmark = pytest.mark.django_db


def give(by, person, role, where=None) -> None:
    """Give a role through the form."""
    told = {"user": person.user.pk, "role": role}
    fill(RoleForm, by, told, Membership(organisation=where or by.organisation))


# --- giving and ending ----------------------------------------------------------------------------


def test_a_role_is_given_and_written_on_the_organisation(town_admin, member, municipality):
    give(town_admin, member, "approver")

    assert Actor.of(member.user).holds("approver")
    event = Event.objects.about(municipality).get(step="role_granted")
    assert event.actor == town_admin.user and event.data["role"] == "approver"
    assert event.data["user"] == {"id": member.user.pk}
    assert event.label == "Rolle gitt"


def test_the_events_hold_no_names(town_admin, member, municipality):
    give(town_admin, member, "approver")

    told = str(list(Event.objects.about(municipality).values("note", "data")))
    assert member.user.email not in told and str(member.user) not in told


def test_roles_are_given_to_those_who_belong_there(town_admin, other_editor):
    with pytest.raises(ValueError, match="user"):
        give(town_admin, other_editor, "approver")


@pytest.mark.parametrize("role", ["facilitator", "konge"])
def test_only_roles_of_the_kind_are_given(town_admin, member, role):
    with pytest.raises(ValueError, match="role"):
        give(town_admin, member, role)


def test_a_supplier_has_members_and_administrators_only(supplier_org):
    assert [role for role, _label in membership.roles_of("supplier")] == ["member", "admin"]


def test_a_role_that_has_ended_stays_as_history_and_can_be_given_again(town_admin, member):
    give(town_admin, member, "editor")
    membership.end(row(member, "editor"), town_admin, "Ny stilling.")
    assert not Actor.of(member.user).holds("editor")

    give(town_admin, member, "editor")

    rows = Membership.objects.filter(user=member.user, role="editor").order_by("pk")
    assert [bool(one.ended_at) for one in rows] == [True, False]
    assert rows[0].began_at < rows[0].ended_at < rows[1].began_at


def test_giving_twice_gives_once(town_admin, member, municipality):
    for _time in range(2):
        membership.grant(member.user, municipality, "editor", "fkj", town_admin)

    assert Membership.objects.filter(user=member.user, role="editor").count() == 1
    assert Event.objects.about(municipality).filter(step="role_granted").count() == 1


def test_the_last_administrator_cannot_be_ended(town_admin, administrator, sign_in, municipality):
    for by in (town_admin, administrator):
        with pytest.raises(PermissionDenied, match="administrator"):
            membership.end(row(town_admin, "admin"), by)
        with pytest.raises(ValueError, match="administrator"):
            fill(EndRoleForm, by, {}, row(town_admin, "admin"))

    assert Actor.of(town_admin.user).holds("admin")


def test_an_administrator_whose_account_is_closed_does_not_count(town_admin, second_admin):
    User.objects.filter(pk=second_admin.user.pk).update(is_active=False)

    with pytest.raises(PermissionDenied):
        membership.end(row(town_admin, "admin"), town_admin)


def test_with_two_administrators_one_can_step_down(town_admin, second_admin):
    membership.end(row(town_admin, "admin"), town_admin)

    assert not Actor.of(town_admin.user).holds()


def test_other_roles_of_the_last_administrator_can_end(town_admin):
    give(town_admin, town_admin, "editor")

    membership.end(row(town_admin, "editor"), town_admin)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_both_step_down(town_admin, second_admin, municipality):
    came = at_once(
        municipality,
        lambda: membership.end(row(town_admin, "admin"), town_admin),
        lambda: membership.end(row(second_admin, "admin"), second_admin),
    )

    assert [type(one) for one in came if one is not None] == [PermissionDenied]
    assert Membership.objects.admins_of(municipality).count() == 1


# --- both sides of the table ----------------------------------------------------------------------


def test_nobody_is_both_buyer_and_supplier(town_admin, member, supplier, supplier_org):
    membership.grant(member.user, supplier_org, "member", "fkj", supplier)

    with pytest.raises(ValueError, match="leverandør"):
        give(town_admin, member, "buyer")
    give(town_admin, member, "editor")


def test_nobody_at_fkj_acts_for_a_supplier(facilitator, supplier, supplier_org, fkj):
    with pytest.raises(PermissionDenied):
        membership.grant(facilitator.user, supplier_org, "member", "fkj", supplier)
    with pytest.raises(PermissionDenied):
        membership.grant(supplier.user, fkj, "reviewer", "fkj", SYSTEM)


def test_a_buyer_who_has_stepped_down_may_act_for_a_supplier(
    town_admin, editor, supplier, supplier_org
):
    membership.end(row(editor, "buyer"), town_admin)

    assert membership.grant(editor.user, supplier_org, "member", "fkj", supplier)


@pytest.mark.django_db(transaction=True)
def test_two_roles_that_clash_given_at_once_give_one(
    member, municipality, supplier_org, town_admin, supplier
):
    def given(organisation, role, by):
        return lambda: membership.grant(member.user, organisation, role, "fkj", by)

    came = at_once(
        member.user,
        given(municipality, "buyer", town_admin),
        given(supplier_org, "member", supplier),
    )

    assert sum(isinstance(one, PermissionDenied) for one in came) == 1


# --- FKJ: two persons ----------------------------------------------------------------------------


def test_a_role_in_fkj_takes_two_persons(administrator, facilitator, fkj, sign_in):
    second = cast.actor("second-admin", fkj, "admin")
    give(administrator, facilitator, "reviewer")
    proposal = RoleProposal.objects.get()
    assert not Actor.of(facilitator.user).holds("reviewer")

    for same in (administrator, facilitator):
        with pytest.raises((StepRefused, PermissionDenied)):
            proposal.confirm(by=same)
    assert proposal in RoleProposal.objects.waiting_for(second)
    proposal.confirm(by=second)

    assert Actor.of(facilitator.user).holds("reviewer")


def test_an_administrator_does_not_confirm_their_own_role(administrator, fkj):
    second = cast.actor("second-admin", fkj, "admin")
    give(administrator, second, "reviewer")

    with pytest.raises(StepRefused, match="En annen"):
        RoleProposal.objects.get().confirm(by=second)


def test_a_proposal_that_is_declined_gives_nothing(administrator, facilitator):
    give(administrator, facilitator, "reviewer")

    RoleProposal.objects.get().decline(by=administrator, note="Feil person.")

    assert not Actor.of(facilitator.user).holds("reviewer")


# --- Django admin -------------------------------------------------------------------------------


@pytest.fixture
def staff(client, administrator):
    """A browser with all rights in Django admin."""
    User.objects.filter(pk=administrator.user.pk).update(is_staff=True, is_superuser=True)
    return enter(client, User.objects.get(pk=administrator.user.pk))


def add(staff, person, organisation, role: str) -> int:
    """Add a membership in Django admin; returns how many there are of it."""
    told = {"user": person.user.pk, "organisation": organisation.pk, "role": role}
    staff.post("/admin/marketplace/membership/add/", told)
    return Membership.objects.filter(**told).count()


def test_django_admin_keeps_the_same_rules(staff, member, supplier, municipality, fkj):
    assert add(staff, member, municipality, "editor") == 1
    assert add(staff, member, municipality, "reviewer") == 0
    assert add(staff, supplier, municipality, "buyer") == 0
    assert add(staff, supplier, fkj, "reviewer") == 0


def test_django_admin_gives_roles_in_fkj_only_while_there_is_no_second_person(staff, member, fkj):
    assert add(staff, member, fkj, "admin") == 1
    assert add(staff, member, fkj, "reviewer") == 0


def test_django_admin_takes_no_membership_away(staff, editor):
    held = row(editor, "editor")

    for what in ("delete", "change"):
        staff.post(f"/admin/marketplace/membership/{held.pk}/{what}/", {"post": "yes"})

    assert Membership.objects.active().filter(pk=held.pk, role="editor").exists()
