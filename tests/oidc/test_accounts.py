"""One account, one person: nothing is joined unasked, and the number is kept nowhere."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.db import connection

from marketplace.demo.identity.people import AKSEL_PID, IDA_PID
from marketplace.models import Event, Letter, User
from tests.oidc.traveller import Traveller
from tests.signing_in import enter

pytestmark = pytest.mark.django_db


def test_accounts_are_never_joined_by_address(traveller, municipality):
    known = User.objects.create_user("kari.jobbkonto@demo.example", "felles-journal-demo")

    answer = traveller.log_in("jobbkonto", "kari")

    assert answer.status_code == 409
    assert "Logg inn med e-post og passord først" in answer.content.decode()
    assert not traveller.user.is_authenticated
    assert not known.memberships.exists() and not SocialAccount.objects.exists()


def test_who_is_logged_in_may_connect_and_then_comes_in_by_it(traveller, municipality):
    known = User.objects.create_user("kari.jobbkonto@demo.example", "felles-journal-demo")
    EmailAddress.objects.create(user=known, email=known.email, verified=True, primary=True)
    traveller.client.force_login(known)

    asked = traveller.log_in("jobbkonto", "kari", process="connect")
    traveller.client.post(asked.url, {"password": "felles-journal-demo"})

    assert asked.url == "/konto/reauthenticate/"
    assert SocialAccount.objects.get().user == known
    assert known.memberships.get().organisation == municipality
    assert traveller.client.session["strong_sign_in"] is True
    assert Letter.objects.get().subject == "Ny måte å logge inn på"
    assert Event.objects.about(known).get().step == "sign_in_connected"
    other = Traveller()
    other.log_in("jobbkonto", "kari")
    assert other.user == known


def test_a_connected_way_in_can_be_removed_by_its_owner_only(traveller, editor, client):
    traveller.log_in("jobbkonto", "kari")
    account = SocialAccount.objects.get()
    account.user.set_password("felles-journal-demo")
    account.user.save()
    enter(client, editor.user)

    stranger = client.post("/konto/innlogginger/", {"account": account.pk})
    assert stranger.status_code == 422 and SocialAccount.objects.exists()
    enter(client, account.user)
    client.post("/konto/innlogginger/", {"account": account.pk})
    client.post(
        "/konto/reauthenticate/?next=/konto/innlogginger/", {"password": "felles-journal-demo"}
    )

    assert not SocialAccount.objects.exists()


def test_another_persons_way_in_is_not_taken_over(traveller):
    traveller.log_in("jobbkonto", "kari")
    owner = User.objects.get()
    other = Traveller()
    other.client.force_login(User.objects.create_user("other@demo.example", None))

    other.log_in("jobbkonto", "kari", process="connect")

    assert SocialAccount.objects.get().user == owner
    assert other.user.email == "other@demo.example"


def test_a_way_in_that_is_offered_no_more_can_still_be_seen(traveller, settings):
    traveller.log_in("jobbkonto", "kari")
    settings.OIDC_WAYS = ()

    page = traveller.client.get("/konto/innlogginger/").content.decode()

    assert "jobbkonto" in page
    assert traveller.client.get("/konto/innlogging/jobbkonto/").status_code == 404


# --- what is not kept -------------------------------------------------------------------------


def everything_kept() -> str:
    """Every text in the whole database, and what the sessions hold."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        texts = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            texts += [text for (text,) in cursor.fetchall()]
    sessions = [str(one.get_decoded()) for one in Session.objects.all()]
    return "\n".join(texts + sessions)


def test_the_national_identity_number_is_kept_nowhere(traveller, fjord, caplog):
    for way, who in (("altinn", "aksel"), ("id-porten", "aksel"), ("helseid", "ida")):
        other = Traveller()
        other.log_in(way, who)
        half_way = everything_kept()
        words = {"first_name": who, "last_name": "X", "email": f"{way}@demo.example"}
        other.client.post("/konto/innlogginger/ny-konto/", words)
        EmailAddress.objects.update(verified=True)
        other.log_in(way, who)
        assert other.user.is_authenticated
        for number in (AKSEL_PID, IDA_PID):
            assert number not in half_way + everything_kept() + caplog.text

    assert SocialAccount.objects.count() == 3
    assert {account.uid for account in SocialAccount.objects.all() if len(account.uid) == 64}
    assert re.fullmatch("[0-9a-f]{64}", SocialAccount.objects.first().uid)


def test_neither_sub_nor_token_is_kept(traveller):
    traveller.log_in("jobbkonto", "kari")

    account = SocialAccount.objects.get()
    assert account.extra_data == {"level": "mfa"}
    assert "kari" not in account.uid
    assert "eyJ" not in everything_kept()
