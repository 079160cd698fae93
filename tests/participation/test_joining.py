"""Asking to belong to an organisation: who answers, and what nobody gets without an answer."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from marketplace import mine
from marketplace.actor import Actor
from marketplace.demo.register import BANKRUPT, REMOVED, WINDING_UP, entry
from marketplace.lifecycle import StepRefused
from marketplace.models import Event, Letter, Membership, Organisation, RegisterEntry, User
from participation.models import JoinRequest
from tests import cast
from tests.brreg.playing import GOOD
from tests.participation.people import (
    ask,
    ask_for_new,
    newcomer_at,
    roles,
)
from tests.promises.racing import at_once

pytestmark = pytest.mark.django_db


# --- a new organisation -------------------------------------------------------------------------


def test_fkj_lets_in_a_new_company_and_thereby_makes_its_first_administrator(
    register, newcomer, administrator
):
    request = ask_for_new(newcomer)
    assert not Organisation.objects.filter(orgnr=GOOD).exists()

    request.approve(by=administrator, role="admin")

    company = Organisation.objects.get(orgnr=GOOD)
    assert (company.kind, company.county_name) == ("supplier", "Innlandet")
    assert roles(newcomer, company) == {"admin"}
    assert Actor.of(newcomer.user).holds("admin")
    assert [e.step for e in Event.objects.about(company).newest()] == ["role_granted", "created"]


def test_until_somebody_answers_the_organisation_gives_nobody_anything(register, newcomer):
    ask_for_new(newcomer)

    assert Actor.of(newcomer.user).organisation is None
    assert not Organisation.objects.of(newcomer.user).exists()


def test_the_first_one_in_becomes_administrator_whatever_was_asked_for(
    newcomer, administrator, third_municipality, sign_in
):
    request = ask(newcomer, organisation=third_municipality.pk, role="editor")

    where = f"/steg/innmelding/{request.pk}/approve/"
    answer = sign_in(administrator).post(where, {"role": "editor"})
    assert answer.status_code == 422
    sign_in(administrator).post(where, {"role": "admin"})

    assert roles(newcomer, third_municipality) == {"admin"}


@pytest.mark.parametrize(
    ("scene", "orgnr", "word"),
    [
        ((200, entry(BANKRUPT)), BANKRUPT, "konkurs"),
        ((200, entry(WINDING_UP)), WINDING_UP, "avvikling"),
        ((410, {}), REMOVED, "slettet"),
        ((404, {}), GOOD, "finnes ikke"),
        ((500, b""), GOOD, "svarer ikke"),
        ((200, entry(GOOD) | {"organisasjonsform": {"kode": "KOMM"}}), GOOD, "står allerede"),
    ],
)
def test_what_the_register_does_not_stand_by_is_refused_in_words(
    register, newcomer, scene, orgnr, word
):
    register.scene = scene

    with pytest.raises(ValueError, match=word):
        ask_for_new(newcomer, orgnr)


@pytest.mark.parametrize("kind", ["municipality", "county", "operator", "", "konge"])
def test_only_suppliers_national_and_interest_organisations_are_made_by_asking(
    register, newcomer, kind
):
    with pytest.raises(ValueError, match="kind"):
        ask_for_new(newcomer, kind=kind)


@pytest.mark.parametrize("orgnr", ["123456789", "31000020", "abc", "310 000 206", "٣١٠٠٠٠٢٠٥"])
def test_a_number_that_does_not_hang_together_is_refused(newcomer, orgnr):
    with pytest.raises(ValueError, match="ni sifre"):
        ask_for_new(newcomer, orgnr)


def test_spaces_in_the_number_are_tolerated(register, newcomer):
    assert ask_for_new(newcomer, " 310 000 205 ").orgnr == GOOD


def test_a_company_that_goes_bankrupt_while_the_request_waits_is_not_let_in(
    register, newcomer, administrator
):
    request = ask_for_new(newcomer)
    RegisterEntry.objects.update(bankrupt=True)

    with pytest.raises(StepRefused, match="konkurs"):
        request.approve(by=administrator, role="admin")


def test_two_who_ask_for_the_same_new_company_end_up_in_the_same_one(
    register, newcomer, administrator
):
    other = newcomer_at("kollega@test.example")
    first, second = ask_for_new(newcomer), ask_for_new(other)
    first.approve(by=administrator, role="admin")
    company = Organisation.objects.get(orgnr=GOOD)
    second.refresh_from_db()

    assert second in JoinRequest.objects.waiting_for(Actor.of(newcomer.user))
    with pytest.raises(PermissionDenied):
        second.approve(by=administrator, role="admin")
    second.approve(by=Actor.of(newcomer.user), role="member")

    assert roles(other, company) == {"member"}


# --- an organisation that is here ---------------------------------------------------------------


def test_the_organisations_administrator_answers_and_nobody_else(
    newcomer, town_admin, approver, administrator, supplier, municipality
):
    request = ask(newcomer, organisation=municipality.pk, role="editor")
    for stranger in (approver, administrator, supplier, newcomer):
        with pytest.raises(PermissionDenied):
            request.approve(by=stranger, role="editor")

    request.approve(by=town_admin, role="member")

    assert roles(newcomer, municipality) == {"member"}


def test_the_one_who_decides_is_told_by_letter_and_so_is_the_one_who_asked(
    newcomer, town_admin, municipality
):
    request = ask(newcomer, organisation=municipality.pk, role="editor", message="Hei der")

    asked = Letter.objects.get(to=town_admin.user.email)
    assert "Hei der" in asked.text and request.get_absolute_url() in asked.text

    request.decline(by=town_admin, note="Du arbeider ikke her.")
    answered = Letter.objects.get(to=newcomer.user.email)
    assert "avslått" in answered.subject and "Du arbeider ikke her." in answered.text


def test_fkjs_administrators_are_told_when_the_organisation_has_none(
    newcomer, administrator, municipality
):
    ask(newcomer, organisation=municipality.pk, role="editor")

    assert Letter.objects.get().to == administrator.user.email


def test_a_closed_account_is_no_administrator(newcomer, town_admin, administrator, municipality):
    User.objects.filter(pk=town_admin.user.pk).update(is_active=False)

    request = ask(newcomer, organisation=municipality.pk, role="editor")

    assert request in JoinRequest.objects.waiting_for(administrator)


def test_nobody_answers_their_own_request(administrator, municipality):
    told = {"user": administrator.user, "email": administrator.user.email, "verified": True}
    EmailAddress.objects.create(**told)
    request = ask(administrator, organisation=municipality.pk, role="editor")

    with pytest.raises(StepRefused, match="En annen"):
        request.approve(by=administrator, role="admin")
    assert request not in JoinRequest.objects.waiting_for(administrator)


def test_a_request_waits_among_the_tasks_of_the_one_who_decides(
    newcomer, town_admin, administrator, municipality
):
    request = ask(newcomer, organisation=municipality.pk, role="editor")

    assert str(request) in [task.title for task in mine.tasks(town_admin)]
    assert str(request) not in [task.title for task in mine.tasks(administrator)]


def test_one_asks_once_at_a_time(newcomer, town_admin, municipality):
    ask(newcomer, organisation=municipality.pk, role="editor")

    with pytest.raises(ValueError, match="allerede"):
        ask(newcomer, organisation=municipality.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRequest.objects.create(person=newcomer.user, organisation=municipality)


def test_one_may_ask_again_after_a_no(newcomer, town_admin, municipality):
    first = ask(newcomer, organisation=municipality.pk, role="editor")
    first.decline(by=town_admin, note="Ikke nå.")

    assert ask(newcomer, organisation=municipality.pk, role="editor").pk != first.pk


def test_nobody_asks_their_way_into_fkj(newcomer, fkj):
    with pytest.raises(ValueError, match="invitert"):
        ask(newcomer, organisation=fkj.pk)


def test_nobody_joins_an_organisation_that_has_ended(newcomer, municipality):
    Organisation.objects.filter(pk=municipality.pk).update(valid_to="2020-01-01")

    with pytest.raises(ValueError, match="organisation"):
        ask(newcomer, organisation=municipality.pk)


def test_an_address_that_is_not_verified_asks_for_nothing(newcomer, municipality):
    EmailAddress.objects.update(verified=False)

    with pytest.raises(ValueError, match="Bekreft"):
        ask(newcomer, organisation=municipality.pk)


@pytest.mark.parametrize("number", ["0", "99999999999", "9" * 40, "-1", "x", "\x00", "1e3"])
def test_odd_numbers_are_refused_in_words(number, sign_in, newcomer):
    told = {"organisation": number, "role": "member"}

    assert sign_in(newcomer).post("/virksomheter/bli-med/", told).status_code == 422


# --- both sides of the table ----------------------------------------------------------------------


def test_a_buyer_cannot_also_act_for_a_supplier(editor, supplier_org):
    EmailAddress.objects.create(user=editor.user, email=editor.user.email, verified=True)

    with pytest.raises(ValueError, match="leverandør"):
        ask(editor, organisation=supplier_org.pk)


def test_a_supplier_cannot_become_a_buyer_also_when_they_asked_as_something_else(
    supplier, municipality, town_admin
):
    EmailAddress.objects.create(user=supplier.user, email=supplier.user.email, verified=True)
    request = ask(supplier, organisation=municipality.pk, role="editor")

    with pytest.raises(StepRefused, match="leverandør"):
        request.approve(by=town_admin, role="buyer")


# --- races ----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_of_fkjs_administrators_cannot_both_make_the_first_one(
    newcomer, administrator, fkj, third_municipality
):
    second = cast.actor("second-admin", fkj, "admin")
    other = newcomer_at("kollega@test.example")
    one = ask(newcomer, organisation=third_municipality.pk, role="editor")
    two = ask(other, organisation=third_municipality.pk, role="editor")

    came = at_once(
        third_municipality,
        lambda: one.approve(by=administrator, role="admin"),
        lambda: two.approve(by=second, role="admin"),
    )

    assert [type(one) for one in came if one is not None] == [StepRefused]
    assert Membership.objects.admins_of(third_municipality).count() == 1
