"""Steps that bind, and the admin, need proof that is at most fifteen minutes old."""

import pytest

from marketplace.lifecycle import Lifecycle
from marketplace.models import User
from tests import scene
from tests.accounts.conftest import PASSWORD
from tests.signing_in import enter

pytestmark = pytest.mark.django_db
SENSITIVE = {
    "felleskjop.approve_opening",
    "felleskjop.open",
    "felleskjop.open_prices",
    "felleskjop.recommend",
    "felleskjop.notify_award",
    "felleskjop.reverse_award",
    "rammeavtale.sign_as_supplier",
    "rammeavtale.sign_as_fkj",
    "rammeavtale.suspend",
    "kontrakt.sign",
    "kontrakt.sign_as_supplier",
    "oppforing.suspend",
    "attest.suspend",
    "kvalifisering.suspend",
}


@pytest.fixture
def listing(attested_version, supplier):
    """Something on the shelf, which FKJ may take off it."""
    return scene.listing(attested_version, supplier)


@pytest.fixture
def reviewer_with_password(reviewer) -> User:
    """FKJ's reviewer, who can prove it again."""
    reviewer.user.set_password(PASSWORD)
    reviewer.user.save()
    reviewer.user.emailaddress_set.create(email=reviewer.user.email, verified=True, primary=True)
    return reviewer.user


def suspend(thing) -> str:
    """Where the listing is suspended."""
    return f"/steg/oppforing/{thing.pk}/suspend/"


def test_the_steps_that_bind_are_marked():
    marked = {
        f"{noun}.{name}"
        for noun, model in Lifecycle.nouns.items()
        for name, step in model.steps().items()
        if step.sensitive
    }

    assert marked >= SENSITIVE


def test_fresh_proof_is_enough(client, listing, reviewer_with_password):
    enter(client, reviewer_with_password, minutes_ago=14.9)

    answer = client.post(suspend(listing), {"note": "Feil i data."})

    assert answer.url == listing.get_absolute_url()


def test_old_proof_leads_to_proving_it_again_and_back(client, listing, reviewer_with_password):
    enter(client, reviewer_with_password, minutes_ago=15.1)

    asked = client.get(suspend(listing))
    back = client.post(asked.url, {"password": PASSWORD})

    assert asked.url == f"/konto/reauthenticate/?next={suspend(listing).replace('/', '%2F')}"
    assert back.url == suspend(listing)
    assert client.get(back.url).status_code == 200


def test_what_was_filled_in_is_not_lost_when_the_proof_grew_old(
    client, listing, reviewer_with_password
):
    enter(client, reviewer_with_password, minutes_ago=15.1)

    asked = client.post(suspend(listing), {"note": "Feil i data."})
    listing.refresh_from_db()
    before = listing.status
    client.post(asked.url, {"password": PASSWORD})

    listing.refresh_from_db()
    assert (before, listing.status) == ("published", "suspended")
    assert listing.timeline().first().note == "Feil i data."


def test_a_wrong_password_takes_no_step(client, listing, reviewer_with_password):
    enter(client, reviewer_with_password, minutes_ago=15.1)
    asked = client.post(suspend(listing), {"note": "Feil i data."})

    answer = client.post(asked.url, {"password": "feil passord"})

    listing.refresh_from_db()
    assert (answer.status_code, listing.status) == (422, "published")


def test_the_api_says_that_it_must_be_proved_again(client, listing, reviewer_with_password):
    enter(client, reviewer_with_password, minutes_ago=15.1)

    answer = client.post(
        f"/api/v1/oppforing/{listing.pk}/steps/suspend/",
        {"note": "Feil."},
        content_type="application/json",
    )

    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert answer.json()["detail"] == "Bekreft hvem du er på nettsiden, og prøv igjen."


def test_other_steps_ask_for_nothing_more(client, listing, supplier):
    enter(client, supplier.user, minutes_ago=600)

    assert client.post(f"/steg/oppforing/{listing.pk}/unpublish/").status_code == 302
    listing.refresh_from_db()
    assert listing.status == "unpublished"


def test_a_stranger_is_refused_and_not_asked_for_proof(client, listing, supplier):
    enter(client, supplier.user, minutes_ago=600)

    assert client.post(suspend(listing)).status_code == 403


def test_the_admin_asks_again_after_fifteen_minutes(client, reviewer_with_password):
    reviewer_with_password.is_staff = reviewer_with_password.is_superuser = True
    reviewer_with_password.save()
    enter(client, reviewer_with_password, minutes_ago=14.9)
    fresh = client.get("/admin/marketplace/user/").status_code
    enter(client, reviewer_with_password, minutes_ago=15.1)

    assert fresh == 200
    assert client.get("/admin/").url == "/konto/reauthenticate/?next=%2Fadmin%2F"


def test_the_admin_has_no_door_of_its_own(client, person):
    answer = client.post("/admin/login/", {"username": person.email, "password": PASSWORD})

    assert answer.url.startswith("/konto/login/?next=")
    assert "_auth_user_id" not in client.session


def test_whoever_has_no_way_to_prove_it_must_log_in_anew(client, listing, reviewer):
    enter(client, reviewer.user, minutes_ago=16)

    answer = client.get(suspend(listing))

    assert answer.url == f"/konto/login/?next={suspend(listing).replace('/', '%2F')}"
    assert "_auth_user_id" not in client.session


def test_somebody_elses_proof_in_the_same_session_does_not_count(client, listing, reviewer, person):
    enter(client, reviewer.user)
    session = client.session
    session["proved_at"] = [person.pk, session["proved_at"][1]]
    session.save()

    assert client.get(suspend(listing)).status_code == 302
