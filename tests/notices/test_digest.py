"""Letters about what happened: at once for what matters, gathered for the rest."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from marketplace.clock import db_now
from marketplace.models import Event, Letter, Membership, Notice, NoticeSettings
from marketplace.notices import digest, direct
from tests import cast

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def tomorrow():
    """A moment when everything of today is due."""
    return db_now() + timedelta(days=1)


@pytest.fixture
def heard(published_need, supplier, approver, told, follow):
    """The supplier follows a need that has just been taken back."""
    told()
    Notice.objects.all().delete()
    follow(supplier, published_need)
    published_need.withdraw(by=approver, reason="solved", note="Løst.")
    told()
    return published_need


def letters_to(actor) -> list[Letter]:
    """The person's letters, oldest first."""
    return list(Letter.objects.filter(user=actor.user).order_by("pk"))


def test_what_happened_comes_in_one_digest_and_once(heard, supplier, tomorrow):
    digest.write_all(tomorrow)
    digest.write_all(tomorrow)
    digest.write_all(tomorrow + timedelta(days=1))

    [letter] = letters_to(supplier)
    assert letter.subject == "Nytt i 1 sak"
    assert str(heard) in letter.text
    assert "- Behovet er trukket (Trukket) – Ringsaker" in letter.text
    assert f"/varsler/apne/behov/{heard.pk}/" in letter.text


def test_a_digest_is_grouped_by_thing_and_newest_first(
    heard, supplier, area, editor, told, follow, tomorrow
):
    newer = cast.need(editor, area, "Et nyere behov")
    newer.propose(by=editor)
    follow(supplier, newer)
    Event.objects.write(newer, "commented", editor)
    Event.objects.write(newer, "commented", editor)
    told()

    digest.write_all(tomorrow)

    [letter] = letters_to(supplier)
    assert letter.subject == "Nytt i 2 saker"
    assert letter.text.count("Et nyere behov") == 1
    assert letter.text.index("Et nyere behov") < letter.text.index(str(heard))


def test_there_is_one_digest_a_period_and_what_came_after_waits(
    heard, supplier, editor, told, tomorrow
):
    digest.write_all(tomorrow)
    Event.objects.write(heard, "commented", editor)
    told()

    digest.write_all(tomorrow)

    assert len(letters_to(supplier)) == 1
    digest.write_all(tomorrow + timedelta(days=1))
    assert len(letters_to(supplier)) == 2


def test_there_is_no_digest_when_nothing_is_new(supplier, tomorrow):
    assert digest.write_all(tomorrow) == 0


def test_what_has_been_read_is_not_sent(heard, supplier, tomorrow):
    Notice.objects.open(supplier.user, heard)

    digest.write_all(tomorrow)

    assert letters_to(supplier) == []


def test_what_happened_after_seven_waits_for_the_next_morning(heard, supplier):
    digest.write_all(db_now())

    assert letters_to(supplier) == []


def test_a_digest_holds_only_what_happened_before_it_was_due(heard, supplier, editor, told):
    due = db_now()
    Event.objects.write(heard, "commented", editor)
    told()

    digest.write(supplier.user, due, "today")

    assert letters_to(supplier)[0].text.count("\n- ") == 1


def test_a_weekly_digest_comes_on_a_monday_and_none_at_all_when_off(heard, supplier):
    monday = datetime(2031, 3, 3, 8, 0, tzinfo=OSLO)
    chosen = NoticeSettings.objects.create(user=supplier.user, digest="weekly")

    assert digest.last_monday(monday + timedelta(days=3)) == monday.replace(hour=7)
    assert digest.last_monday(monday.replace(hour=6)) == monday.replace(hour=7) - timedelta(days=7)
    chosen.digest = "off"
    chosen.save()
    digest.write_all(monday)
    assert letters_to(supplier) == []
    chosen.digest = "weekly"
    chosen.save()
    digest.write_all(monday)
    assert len(letters_to(supplier)) == 1


def test_seven_is_seven_in_norway_also_when_the_clocks_change():
    summer = digest.last_morning(datetime(2026, 3, 29, 12, 0, tzinfo=OSLO))
    winter = digest.last_morning(datetime(2026, 10, 25, 12, 0, tzinfo=OSLO))
    night = digest.last_morning(datetime(2026, 3, 29, 6, 30, tzinfo=OSLO))

    assert summer.utcoffset() == timedelta(hours=2) and winter.utcoffset() == timedelta(hours=1)
    assert (night.day, night.hour, night.utcoffset()) == (28, 7, timedelta(hours=1))


def test_a_digest_is_in_the_readers_language(heard, supplier, tomorrow):
    supplier.user.language = "en"
    supplier.user.save()

    digest.write_all(tomorrow)

    assert letters_to(supplier)[0].subject == "News on 1 item"


def test_nobody_is_sent_what_they_may_no_longer_see(editor, member, area, told, follow, tomorrow):
    need = cast.need(editor, area)
    follow(member, need)
    Event.objects.write(need, "commented", editor)
    Event.objects.write(need, "commented", editor, data={"mentions": [member.user.pk]})
    told()
    Membership.objects.filter(user=member.user).update(ended_at=db_now())

    direct.write_all()
    digest.write_all(tomorrow)

    assert Notice.objects.filter(user=member.user).count() == 2
    assert letters_to(member) == []


def test_a_task_is_sent_at_once_and_once(draft_need, editor, approver, told, tomorrow):
    told()
    draft_need.propose(by=editor)
    told()

    direct.write_all()
    direct.write_all()
    digest.write_all(tomorrow)

    [letter] = letters_to(approver)
    assert letter.subject == f"Noe venter på deg: {draft_need}"
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_task_that_is_seen_already_is_not_sent(draft_need, editor, approver, told):
    told()
    draft_need.propose(by=editor)
    told()
    Notice.objects.open(approver.user, draft_need)

    assert direct.write_all() == 0


def test_who_works_in_the_portal_has_a_moment_to_see_it_first(
    draft_need, editor, approver, told, monkeypatch
):
    monkeypatch.setattr(direct, "GRACE_SECONDS", 60)
    draft_need.propose(by=editor)
    told()

    assert direct.write_all() == 0


def test_who_wants_no_letters_at_once_gets_tasks_in_the_digest(
    draft_need, editor, approver, told, tomorrow
):
    NoticeSettings.objects.create(user=approver.user, direct_task=False)
    told()
    draft_need.propose(by=editor)
    told()

    assert direct.write_all() == 0
    digest.write_all(tomorrow)

    assert [letter.subject for letter in letters_to(approver)] == ["Nytt i 1 sak"]


@pytest.mark.parametrize("direct_task", [True, False])
def test_a_silenced_thing_sends_no_letters_but_stands_in_the_inbox(
    draft_need, editor, approver, told, follow, tomorrow, direct_task
):
    NoticeSettings.objects.create(user=approver.user, direct_task=direct_task)
    follow(approver, draft_need, "off")
    told()
    draft_need.propose(by=editor)

    assert told(approver) == [("propose", "task")]
    assert direct.write_all() == 0
    digest.write_all(tomorrow)
    assert letters_to(approver) == []


def test_those_who_want_none_do_not_stop_those_who_do(
    draft_need, editor, approver, municipality, told, monkeypatch
):
    monkeypatch.setattr(direct, "MOST_AT_ONCE", 1)
    NoticeSettings.objects.create(user=approver.user, direct_task=False)
    other = cast.actor("zzz", municipality, "approver")
    told()
    draft_need.propose(by=editor)
    told()

    assert direct.write_all() == 1
    assert len(letters_to(other)) == 1
