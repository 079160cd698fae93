"""The row is the job: a worker that is killed or a Redis that is emptied loses nothing."""

from collections import Counter

import psutil
import pytest

from marketplace.actor import SYSTEM
from marketplace.runtime.turns import within
from tests.cast import PASSED
from tests.promises.racing import at_once
from tests.promises.stack import LEASE_SECONDS, PATIENCE, SWEEP_SECONDS, Stack, holds_for
from verification.checks import CHECKS, Outcome
from verification.models import CheckRun, Run

pytestmark = pytest.mark.django_db(transaction=True)
LONG_ENOUGH_TO_SWEEP = LEASE_SECONDS + 4 * SWEEP_SECONDS
State = CheckRun.State


def states(run: Run) -> Counter:
    """How many checks are in which state."""
    return Counter(run.checks.values_list("state", flat=True))


def is_in_the_middle(run: Run) -> bool:
    """Something is done, and something is under way."""
    now = states(run)
    return now[State.DONE] > 0 and now[State.RUNNING] > 0


def is_finished(run: Run) -> bool:
    """Nothing more is to happen by itself."""
    run.refresh_from_db()
    return not run.is_active


def results(run: Run) -> dict[str, tuple]:
    """What is written down about each finished check."""
    rows = run.checks.filter(state=State.DONE)
    return {row.code: (row.outcome, row.attempt, row.finished_at) for row in rows}


def assert_finished_once(run: Run) -> None:
    """Every check has one good result, and every step of the run was taken once."""
    steps = Counter(event.step for event in run.timeline())
    outcomes = dict(run.checks.values_list("code", "outcome"))

    assert steps == {"created": 1, "begin": 1, "hand_to_reviewer": 1}
    assert outcomes.keys() == CHECKS.keys()
    assert set(outcomes.values()) <= {Outcome.PASSED, Outcome.WARNING}
    assert run.status == Run.Status.WAITING_REVIEW


def lose_the_worker_in_the_middle(stack: Stack, run: Run) -> dict[str, tuple]:
    """Kill the worker and its children while they work. Returns what was done by then."""
    stack.start_worker()
    assert within(PATIENCE, lambda: is_in_the_middle(run)), states(run)
    workers = psutil.Process(stack.processes["worker"].pid).children(recursive=True)
    stack.kill("worker")
    assert within(5, lambda: not any(is_alive(worker) for worker in workers))
    assert is_in_the_middle(run)
    return results(run)


def is_alive(process: psutil.Process) -> bool:
    """A zombie is dead; it only waits to be noticed."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_run_with_all_in_order_finishes_once(stack, run):
    stack.start_worker()

    assert within(PATIENCE, lambda: is_finished(run))

    assert_finished_once(run)
    assert set(run.checks.values_list("attempt", flat=True)) == {1}


def test_a_new_worker_finishes_what_a_killed_one_left(stack, run):
    done_before = lose_the_worker_in_the_middle(stack, run)

    stack.start_beat()
    stack.start_worker()

    assert within(PATIENCE, lambda: is_finished(run)), states(run)
    assert_finished_once(run)
    assert done_before.items() <= results(run).items()
    assert run.checks.filter(attempt=2).exists()


def test_a_run_whose_messages_are_lost_in_the_middle_finishes_once(stack, run):
    stack.start_worker(concurrency=1)
    assert within(PATIENCE, lambda: is_in_the_middle(run)), states(run)
    assert states(run)[State.QUEUED] > 0

    stack.lose_redis()
    stack.start_beat()

    assert within(PATIENCE, lambda: is_finished(run)), states(run)
    assert_finished_once(run)


def test_a_run_whose_messages_never_came_finishes_once(stack, run):
    stack.lose_redis()

    stack.start_worker()
    stack.start_beat()

    assert within(PATIENCE, lambda: is_finished(run)), states(run)
    assert_finished_once(run)


def test_a_run_is_finished_when_worker_and_messages_are_lost_at_once(stack, run):
    done_before = lose_the_worker_in_the_middle(stack, run)
    stack.lose_redis()

    stack.start_worker()
    stack.start_beat()

    assert within(PATIENCE, lambda: is_finished(run)), states(run)
    assert_finished_once(run)
    assert done_before.items() <= results(run).items()


def test_the_last_two_checks_that_finish_at_once_settle_the_run_once(run):
    *others, one, two = (CheckRun.objects.claim(check.pk) for check in run.checks.all())
    for job in others:
        job.finish(PASSED)
    run.begin(by=SYSTEM)

    written = at_once(run, lambda: one.finish(PASSED), lambda: two.finish(PASSED))

    run.refresh_from_db()
    assert written == [True, True]
    assert_finished_once(run)


def test_two_workers_that_want_the_same_check_at_once_get_it_once(run):
    check = run.checks.first()

    jobs = at_once(check, *2 * [lambda: CheckRun.objects.claim(check.pk)])

    assert [job is None for job in jobs].count(True) == 1
    assert run.checks.get(pk=check.pk).attempt == 1


def test_a_check_that_finishes_while_the_run_is_cancelled_does_not_lock_up(run, supplier):
    job = CheckRun.objects.claim(run.checks.first().pk)
    again = type(run).objects.get(pk=run.pk)

    came = at_once(job, lambda: job.finish(PASSED), lambda: again.cancel(by=supplier))

    run.refresh_from_db()
    assert [error for error in came if isinstance(error, Exception)] == []
    assert run.status == run.Status.CANCELLED


def test_it_is_the_sweeper_that_saves_the_run(stack, run):
    """The control: without beat and sweeper, all the tests above would fail."""
    lose_the_worker_in_the_middle(stack, run)
    stack.lose_redis()

    stack.start_worker()

    assert holds_for(2 * LONG_ENOUGH_TO_SWEEP, lambda: not is_finished(run))
    CheckRun.objects.sweep()
    assert within(PATIENCE, lambda: is_finished(run))
