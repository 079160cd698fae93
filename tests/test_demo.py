"""The story that must always work, with a real worker, beat and supplier."""

from collections import Counter

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client

from innovation.models import Collaboration, Party
from marketplace import invariants
from marketplace.actor import Actor
from marketplace.demo import cast, story
from marketplace.demo.cast import LOGINS, PASSWORD
from marketplace.models import Event, Letter, Notice, Untold, User
from marketplace.notices import direct
from marketplace.runtime.turns import within
from procurement.models import JointProcurement, Offer
from store.models import Adoption, Listing
from tests.promises.stack import PATIENCE, standing
from tests.signing_in import enter
from verification.models import Attestation, Run

ROOMS = ["marketplace", "participation", "innovation", "verification", "procurement"]
ROOMS += ["store", "experience"]
# The machine writes these all the time.
MACHINE = ("Letter", "Notice", "Pulse", "Seal", "ShelfPulse", "Untold", "Waiting")


def rows() -> Counter:
    """How many rows every table of ours has."""
    models = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    counted = [model for model in models if model.__name__ not in MACHINE]
    return Counter({model.__name__: model._base_manager.count() for model in counted})


def actor(name: str) -> Actor:
    """One of the story's people."""
    return Actor.of(User.objects.get(email=f"{name}@demo.example"))


def steps_open_to(name: str, thing) -> set[str]:
    """What the person may do with the thing now, with nothing missing."""
    return {one.step.name for one in thing.open_steps(actor(name)) if one.ready}


def all_are_told() -> bool:
    """The worker has nothing more to tell of and nobody to write to."""
    return not Untold.objects.exists() and not direct.waiting().exists()


@pytest.fixture
def stack(transactional_db, tmp_path):
    """The site's processes on the test's own database."""
    with standing(tmp_path) as stack:
        yield stack


def begin_the_story() -> None:
    """Tell the first chapters, and stop there as somebody who presses Ctrl-C does."""
    actors = cast.assemble()
    for chapter in story.CHAPTERS[:5]:
        with transaction.atomic():
            chapter(actors)


@pytest.mark.django_db(transaction=True)
def test_the_story_is_told_once_and_ends_where_a_newcomer_can_go_on(stack, known_facts):
    stack.start_worker()
    stack.start_beat()

    begin_the_story()
    story.tell()
    assert within(PATIENCE, all_are_told)
    told = rows()
    story.tell()

    assert rows() == told
    assert_it_ended_well()
    assert_everybody_can_log_in()
    assert_the_next_steps_are_open()
    assert_a_buyer_has_something_to_choose_between()
    assert_the_site_is_well()
    assert list(invariants.broken()) == []


def assert_it_ended_well() -> None:
    """From a need to a product in use, with nothing left hanging."""
    assert not Run.objects.active().exists()
    assert Attestation.objects.valid().count() == 8
    assert Listing.objects.on_shelf().count() == 8
    assert Adoption.objects.filter(status="in_use").count() == 4
    assert not Event.objects.filter(step="").exists()
    assert Notice.objects.filter(user=actor("kommune").user).unread().exists()
    assert Letter.objects.filter(user=actor("kommune").user, key__startswith="digest:").exists()


def assert_everybody_can_log_in() -> None:
    """Each with the password that the command prints, and onto a page that works."""
    for number, (email, _who) in enumerate(LOGINS):
        client = Client(REMOTE_ADDR=f"127.0.1.{number}")
        answer = client.post("/konto/login/", {"login": email, "password": PASSWORD})
        assert (answer.status_code, answer.url) == (302, "/"), email
        # Whoever binds others is stopped, except the made-up people of the demo's own domain.
        expected = 200 if email.endswith("@demo.example") else 302
        assert client.get("/").status_code == client.get("/min-side/").status_code == expected


def assert_the_next_steps_are_open() -> None:
    """What the welcome text invites people to do by hand."""
    asks, offers = actor("kommune"), actor("leverandor")
    work = Collaboration.objects.get(title="Automatisk tildeling")
    waiting = Run.objects.waiting_for(actor("vurderer"))
    competition = JointProcurement.objects.get(status="published")

    assert work.status == "forming" and not work.parties.filter(organisation=asks.organisation)
    assert page_of(asks, f"/innovasjonsarena/samarbeid/{work.pk}/bli-med/") == 200
    assert [run.version.application.name for run in waiting] == ["Videomøte Omsorg"]
    assert steps_open_to("vurderer", waiting.get()) == {"attest", "reject"}
    assert not Offer.objects.filter(procurement=competition, supplier=offers.organisation)
    assert page_of(offers, f"/felleskjop/{competition.pk}/tilbud/") == 200
    assert not Party.objects.filter(status="requested").exists()


def assert_a_buyer_has_something_to_choose_between() -> None:
    """Three do cognitive assessment; the one that needs a network is left out when one asks."""
    every, offline = (
        Client().get("/butikken/", {"q": "kartlegging"} | more).content.decode()
        for more in ({}, {"offline": "yes"})
    )

    assert all(name in every for name in ("KognitivKart Mobil", "Kartlegg Felles", "Minnesjekk"))
    assert "KognitivKart Mobil" in offline and "Kartlegg Felles" in offline
    assert "Minnesjekk" not in offline


def page_of(who: Actor, path: str) -> int:
    """How the page answers the person."""
    client = Client()
    enter(client, who.user)
    return client.get(path).status_code


def assert_the_site_is_well() -> None:
    """Worker and beat have shown that they live."""
    assert within(PATIENCE, lambda: Client().get("/helse/").status_code == 200)
