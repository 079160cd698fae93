"""Where the code of an invitation is not, and what the pages tell."""

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied

from marketplace.lifecycle import StepRefused
from marketplace.models import Event, Letter
from participation.models import Invitation
from tests.participation.people import (
    door,
    invite,
    make_late,
    newcomer_at,
    roles,
    token,
)
from tests.promises.racing import at_once

pytestmark = pytest.mark.django_db


# --- the code -------------------------------------------------------------------------------------


def test_the_code_is_kept_nowhere_but_in_the_letter(town_admin, client):
    invitation = invite(town_admin)
    code = token()
    client.get(door())

    kept = list(Invitation.objects.values()) + list(Event.objects.values())
    sessions = [session.get_decoded() for session in Session.objects.all()]
    assert len(code) == 43 and sessions
    assert code not in str(kept) + str(sessions)
    assert code not in str(vars(invitation))


def test_the_letter_forgets_the_link_when_it_is_sent(town_admin, settings):
    settings.DEMO = False  # A demo keeps its letters, so that they can be looked at.
    invite(town_admin)
    letter = Letter.objects.claim()

    letter.receive("250 OK")

    assert "/invitasjon/" not in Letter.objects.get().text


def test_the_link_leaves_the_address_at_once_and_is_not_logged(town_admin, client, caplog):
    invite(town_admin)

    answer = client.get(door())

    assert (answer.status_code, answer.url) == (302, "/invitasjon/")
    assert "no-store" in answer["Cache-Control"]
    assert token() not in caplog.text


def test_unknown_used_old_and_revoked_codes_all_meet_the_same_page(town_admin, newcomer, client):
    used, old, revoked = (
        invite(town_admin, address)
        for address in ("ny@test.example", "a@test.example", "b@test.example")
    )
    doors = [
        "/invitasjon/" + letter.text.partition("/invitasjon/")[2].partition("/")[0] + "/"
        for letter in Letter.objects.all()
    ]
    used.accept(by=newcomer), make_late(old), revoked.revoke(by=town_admin)

    pages = [client.get(door, follow=True) for door in [*doors, "/invitasjon/" + "x" * 43 + "/"]]
    pages += [client.get("/invitasjon/%00%ff/", follow=True), client.get("/invitasjon/")]

    assert {page.status_code for page in pages} == {404}
    said = {page.content.partition(b"<main")[2].partition(b"</main>")[0] for page in pages}
    assert len(said) == 1


# --- pages ----------------------------------------------------------------------------------------


def test_a_visitor_sees_who_invites_to_what_and_is_led_on(town_admin, client):
    invite(town_admin)

    page = client.get(door(), follow=True).content.decode()

    assert "Ringsaker kommune" in page and "Town-Admin" in page and "Redaktør" in page
    assert "?next=/invitasjon/" in page


def test_somebody_else_who_opens_the_link_is_told_what_to_do(town_admin, editor, sign_in):
    invite(town_admin)

    page = sign_in(editor).get(door(), follow=True)

    assert page.redirect_chain == [("/invitasjon/", 302)]
    assert "men invitasjonen gjelder" in page.content.decode()


def test_the_code_is_still_there_after_log_in(town_admin, newcomer, client):
    newcomer.user.set_password("en lang nok setning")
    newcomer.user.save()
    invitation = invite(town_admin)
    client.get(door())

    told = {"login": newcomer.user.email, "password": "en lang nok setning"}
    client.post("/konto/login/?next=/invitasjon/", told | {"next": "/invitasjon/"})
    page = client.get("/invitasjon/")

    assert page.url == invitation.get_absolute_url()
    assert "Ta imot" in client.get(page.url).content.decode()


def test_the_invited_finds_it_on_the_front_page_without_the_letter(
    town_admin, newcomer, sign_in, municipality
):
    invitation = invite(town_admin)
    client = sign_in(newcomer)
    assert invitation.get_absolute_url() in client.get("/").content.decode()

    client.post(f"/steg/invitasjon/{invitation.pk}/accept/")

    assert roles(newcomer, municipality) == {"editor"}
    assert "på vegne av Ringsaker" in client.get("/").content.decode()


def test_others_do_not_see_it(town_admin, editor, other_editor, facilitator, sign_in):
    invitation = invite(town_admin)

    for stranger in (editor, other_editor, facilitator):
        assert sign_in(stranger).get(invitation.get_absolute_url()).status_code == 404


def test_the_api_never_tells_the_code(town_admin, sign_in):
    invitation = invite(town_admin)

    told = sign_in(town_admin).get(f"/api/v1/invitasjon/{invitation.pk}/")

    assert told.json()["roles"] == ["editor"]
    assert token() not in told.content.decode()
    assert invitation.token_hash not in told.content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_windows_take_an_invitation_once(town_admin, newcomer, municipality):
    invitation = invite(town_admin)
    copies = [Invitation.objects.get(pk=invitation.pk) for _copy in range(2)]

    came = at_once(
        invitation,
        lambda: copies[0].accept(by=newcomer),
        lambda: copies[1].accept(by=newcomer),
    )

    assert [type(one) for one in came if one is not None] == [StepRefused]
    assert newcomer.user.memberships.count() == 1


def test_a_newcomer_with_a_similar_address_is_somebody_else(town_admin):
    invitation = invite(town_admin)

    for address in ("ny@test.example.no", "ny+x@test.example", "nу@test.example"):
        with pytest.raises(PermissionDenied):
            invitation.accept(by=newcomer_at(address))
