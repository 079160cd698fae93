"""One click ends a kind of e-mail, without logging in; looking at the page ends nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from marketplace.models import Event, Follow, Letter, NoticeSettings
from marketplace.notices import direct, topics

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def strict():
    """A mail program: no cookies, and the site checks where forms come from."""
    return Client(enforce_csrf_checks=True)


def address(actor, topic: str, name: str = "unsubscribe") -> str:
    """Where the reader ends the topic, or takes it up again."""
    return reverse(f"notices:{name}", args=[topics.sign(actor.user, topic)])


def level(actor, thing) -> str:
    """How much the person wants to hear of the thing."""
    return Follow.objects.about(thing).get(user=actor.user).level


def test_a_letter_tells_mail_programs_how_to_end_it(draft_need, editor, member, told, strict):
    Event.objects.write(draft_need, "commented", editor, data={"mentions": [member.user.pk]})
    told()
    direct.write_all()

    headers = Letter.objects.get(user=member.user).headers
    url = headers["List-Unsubscribe"].strip("<>")
    answer = strict.post(url.removeprefix("http://127.0.0.1:8000"), ONE_CLICK)

    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert answer.status_code == 200
    assert level(member, draft_need) == "off"


def test_one_click_turns_off_the_digest(supplier, strict):
    assert strict.post(address(supplier, topics.DIGEST), ONE_CLICK).status_code == 200

    assert NoticeSettings.of(supplier.user).digest == "off"


def test_looking_ends_nothing(published_need, supplier, strict):
    Follow.objects.set(supplier.user, published_need, "all")
    url = address(supplier, topics.name(published_need))

    assert strict.get(url).status_code == strict.head(url).status_code == 200

    assert level(supplier, published_need) == "all"


def test_it_can_be_undone(published_need, supplier, strict):
    topic = topics.name(published_need)
    strict.post(address(supplier, topic), ONE_CLICK)

    page = strict.post(address(supplier, topic, "resubscribe"))

    assert "igjen" in page.text
    assert level(supplier, published_need) == "all"


def test_a_token_of_somebody_elses_making_is_not_there(published_need, supplier, strict):
    token = topics.sign(supplier.user, topics.DIGEST)
    for odd in (token[:-1] + ("a" if token[-1] != "a" else "b"), "x", "x:y", token + "x"):
        assert strict.post(reverse("notices:unsubscribe", args=[odd])).status_code == 404

    assert not NoticeSettings.objects.exists()


def test_a_token_opens_only_its_own_topic(published_need, draft_need, supplier, strict):
    strict.post(address(supplier, topics.name(published_need)), ONE_CLICK)

    assert not NoticeSettings.objects.exists()
    assert Follow.objects.filter(user=supplier.user).count() == 1
