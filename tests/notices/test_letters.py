"""Letters: written with what they tell of, sent by whoever claims the row, each once."""

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.urls import reverse

from marketplace import letters
from marketplace.models import Event, Letter
from marketplace.models.letter import MOST_ATTEMPTS, clock
from marketplace.notices import paper, post
from tests.promises.post_office import open_office
from tests.signing_in import enter

pytestmark = pytest.mark.django_db
State = Letter.State


@pytest.fixture
def office(settings):
    """A mail server that the site sends through."""
    with open_office() as (office, where):
        for name, value in where.items():
            setattr(settings, name, int(value) if value.isdigit() else value)
        yield office


def write(to="ola@test.example", key="one", **more) -> Letter:
    """A letter with a link, an odd line and letters that are not English."""
    context = {"group": {"thing": "Blåbær", "noun": "behov"}, "url": letters.address("/hjelp/")}
    return letters.write(key, to, "notice", context, **more)


def test_a_letter_is_sent_as_text_and_simple_html_in_its_language(office, editor):
    editor.user.language = "nn"
    letter = write(editor.user)

    assert post.send_due() == 1

    sent = office.came_to(editor.user.email)
    assert sent["Subject"] == letter.subject
    assert (sent["Auto-Submitted"], sent["Content-Language"]) == ("auto-generated", "nn")
    text = sent.get_body(("plain",)).get_content()
    html = sent.get_body(("html",)).get_content()
    assert "«Blåbær»" in text and "/hjelp/" in text and reverse("notices:settings") in text
    assert '<html lang="nn">' in html and f'<a href="{letters.address("/hjelp/")}">' in html
    assert "<img" not in html and "style" not in html


def test_what_people_have_written_becomes_neither_markup_nor_links(settings):
    letter = Letter(
        text="<b>Hei</b>\n\nSe https://evil.example/ nå\n\n- én\n- to", headers={}, language="nb"
    )

    html = paper.of(letter).html

    assert "&lt;b&gt;Hei" in html and "evil.example/ nå" in html
    assert 'href="https://evil' not in html
    assert html.count("<li>") == 2


def test_a_line_that_begins_with_a_dot_comes_through_whole(office):
    Letter.objects.filter(pk=write().pk).update(text=".\n..to\nslutt")

    post.send_due()

    text = office.came_to("ola@test.example").get_body(("plain",)).get_content()
    assert text.splitlines()[:3] == [".", "..to", "slutt"]


def test_a_sent_letter_keeps_the_answer_and_forgets_what_it_said(office, settings):
    settings.DEMO = False
    letter = write()

    post.send_due(letter.pk)

    letter.refresh_from_db()
    assert (letter.state, letter.text, letter.answer) == (State.SENT, "", "250 Taken")
    assert letter.subject and letter.sent_at


def test_a_letter_is_sent_once_however_often_it_is_asked_for(office):
    letter = write()

    for _time in range(3):
        post.send_due(letter.pk)

    assert list(office.counts().values()) == [1]


def test_writing_the_same_letter_again_keeps_the_first():
    assert write("ola@test.example") == write("kari@test.example")


def test_a_bad_address_stops_nobody_else(office):
    office.refuse["bad@test.example"] = "550 No such user"
    bad, good = write("bad@test.example", "bad"), write("good@test.example", "good")

    post.send_due()

    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, bad.answer) == (State.FAILED, "550 No such user")
    assert good.state == State.SENT


def test_a_server_that_is_busy_is_asked_again_after_a_pause(office):
    office.refuse["busy@test.example"] = "451 Try later"
    letter = write("busy@test.example")

    post.send_due()

    letter.refresh_from_db()
    assert (letter.state, letter.attempt) == (State.WAITING, 1)
    assert not Letter.objects.due().exists()


def test_a_letter_that_is_refused_after_it_was_handed_over_is_not_counted_as_sent(office):
    office.answers = ["452 Disk full"]
    letter = write()

    post.send_due()

    letter.refresh_from_db()
    assert (letter.state, letter.sent_at, letter.answer) == (State.WAITING, None, "452 Disk full")


def test_after_ten_attempts_it_is_given_up_and_fkj_can_try_again(
    office, client, administrator, settings
):
    office.refuse["busy@test.example"] = "451 Try later"
    letter = write("busy@test.example")
    Letter.objects.update(attempt=MOST_ATTEMPTS - 1)
    post.send_due()
    letter.refresh_from_db()
    assert letter.state == State.FAILED
    administrator.user.is_staff = administrator.user.is_superuser = True
    administrator.user.save()
    enter(client, administrator.user)
    office.refuse.clear()

    asked = {"action": "try_again", "_selected_action": [letter.pk]}
    client.post(reverse("admin:marketplace_letter_changelist"), asked)
    post.send_due()

    letter.refresh_from_db()
    assert letter.state == State.SENT
    assert Event.objects.about(letter).get().step == "try_again"


def test_a_server_that_cannot_be_reached_costs_no_attempt(settings):
    settings.EMAIL_BACKEND = "marketplace.notices.smtp.Backend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    letter = write()

    assert post.send_due() == 0

    letter.refresh_from_db()
    assert (letter.state, letter.attempt) == (State.WAITING, 0)


def test_whoever_has_lost_the_lease_hands_over_nothing(office, monkeypatch):
    letter = write()
    prepare = post.HandOver.prepare

    def stolen(hand_over):
        Letter.objects.filter(pk=letter.pk).update(lease_until=clock(-1))
        assert Letter.objects.claim(letter.pk)
        prepare(hand_over)

    monkeypatch.setattr(post.HandOver, "prepare", stolen)
    post.send_due(letter.pk)

    assert office.letters == []


def test_a_letter_whose_worker_died_is_due_again_when_the_lease_is_gone():
    letter = write()
    assert Letter.objects.claim(letter.pk)

    assert Letter.objects.claim(letter.pk) is None
    Letter.objects.update(lease_until=clock(-1))
    assert Letter.objects.claim(letter.pk).attempt == 2


def test_a_letter_that_was_handed_over_is_not_sent_again_though_nobody_heard_the_answer(settings):
    settings.DEMO = False
    letter = write()
    hand_over = post.HandOver(Letter.objects.claim(letter.pk))
    hand_over.done()
    hand_over.settle()
    Letter.objects.update(lease_until=clock(-1))

    assert post.send_due() == 0

    letter.refresh_from_db()
    assert (letter.state, letter.text, letter.answer) == (State.SENT, "", "")


def test_the_number_of_a_letter_never_changes(office):
    letter = write()

    assert post.compose(letter).extra_headers["Message-ID"] == post.message_id(letter)
    post.send_due()
    assert office.came_to(letter.to)["Message-ID"] == post.message_id(letter)


def test_a_sent_letter_has_a_time_says_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=write().pk).update(state=State.SENT)


class Broken(BaseEmailBackend):
    """A backend with a fault."""

    def send_messages(self, messages):
        """Break."""
        raise ValueError("broken")


def test_a_fault_of_ours_puts_the_letter_back(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    letter = write()

    post.send_due()

    letter.refresh_from_db()
    assert (letter.state, letter.answer) == (State.WAITING, "broken")
