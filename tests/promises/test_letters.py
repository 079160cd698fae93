"""Every letter is sent, and none twice, whatever is killed on the way."""

import random
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from marketplace import invariants
from marketplace.actor import SYSTEM
from marketplace.models import Event, Letter, Notice, Untold, User
from marketplace.notices import telling
from marketplace.runtime.turns import within
from tests import cast
from tests.promises.post_office import open_office
from tests.promises.stack import PATIENCE, SWEEP_SECONDS, holds_for, standing

pytestmark = pytest.mark.django_db(transaction=True)
State = Letter.State
# Real mail servers take their time; here as little as gives a killer something to hit.
SLOW = 0.005


@pytest.fixture
def office():
    """A mail server, and where it is."""
    with open_office(SLOW) as opened:
        yield opened


@pytest.fixture
def stack(transactional_db, tmp_path, office):
    """The site's processes, sending through the mail server."""
    with standing(tmp_path, **office[1]) as stack:
        yield stack
    assert list(invariants.broken()) == []


def mention(need, count: int) -> set[str]:
    """One event that mentions so many people, so that each is to get a letter of their own."""
    people = [User(email=f"person-{n}@test.example", password="!") for n in range(count)]
    numbers = [user.pk for user in User.objects.bulk_create(people)]
    Event.objects.write(need, "commented", SYSTEM, data={"mentions": numbers})
    return {user.email for user in people}


def is_quiet() -> bool:
    """Nothing is left to tell or to send."""
    waiting = Letter.objects.exclude(state=State.SENT)
    return not Untold.objects.exists() and not waiting.exists()


def is_sent_to(office, addresses: set[str]) -> bool:
    """All have got theirs, and all is written down."""
    return {to for to, _letter in office.letters} >= addresses and is_quiet()


def kill_again_and_again(stack, office, addresses: set[str], kills: int) -> int:
    """Kill the worker at random moments while letters go out, and lose Redis halfway."""
    done = 0
    step = len(addresses) / (kills + 1)
    while done < kills:
        mark = (done + random.random()) * step
        if not within(PATIENCE, lambda mark=mark: len(office.letters) >= mark):
            break
        time.sleep(random.random() * 2 * SLOW)
        stack.kill("worker")
        done += 1
        if done == kills // 2:
            stack.lose_redis()
        stack.start_worker()
    return done


def assert_each_got_one(office, addresses: set[str]) -> None:
    """As many letters as people, none twice; counted by the mail server."""
    counts = office.counts()
    assert {to for to, _number in counts} == addresses
    assert set(counts.values()) == {1}
    assert len(office.letters) == len(addresses)
    assert Notice.objects.filter(kind="mention").count() == len(addresses)


@pytest.mark.parametrize(
    ("count", "kills"), [(60, 3), pytest.param(500, 10, marks=pytest.mark.long)]
)
def test_notices_go_out_once_though_the_worker_is_killed_and_redis_is_lost(
    count, kills, stack, office, published_need
):
    told, _where = office
    telling_everything()
    addresses = mention(published_need, count)
    stack.start_worker()
    stack.start_beat()

    killed = kill_again_and_again(stack, told, addresses, kills)

    assert within(PATIENCE, lambda: is_sent_to(told, addresses)), Letter.objects.count()
    assert killed == kills
    assert_each_got_one(told, addresses)


def telling_everything() -> None:
    """What came before is not part of this."""
    Untold.objects.all().delete()


def test_it_is_the_sweeper_that_saves_the_letters(stack, office, published_need):
    """The control: without beat and sweeper, the test above would fail."""
    told, _where = office
    telling_everything()
    addresses = mention(published_need, 20)

    stack.start_worker()

    assert holds_for(6 * SWEEP_SECONDS, lambda: not told.letters)
    stack.start_beat()
    assert within(PATIENCE, lambda: is_sent_to(told, addresses))


def test_several_workers_that_want_the_same_letter_get_it_once(transactional_db):
    letter = Letter.objects.create(key="one", to="ola@test.example", language="nb", text="Hei")

    taken = run_together(lambda: Letter.objects.claim(letter.pk), 4)

    assert len([one for one in taken if one]) == 1
    assert Letter.objects.get().attempt == 1


def test_events_told_by_several_at_once_are_told_once(draft_need, editor, municipality):
    reader = cast.actor("reader", municipality, "member")
    telling.tell_all()
    for _number in range(10):
        Event.objects.write(draft_need, "commented", editor, data={"mentions": [reader.user.pk]})

    told = run_together(telling.tell_all, 4)

    assert sum(told) == 10
    assert Notice.objects.filter(user=reader.user).count() == 10


def run_together(work, count: int) -> list:
    """Do the work in several threads with connections of their own."""

    def one(_number):
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))
