"""Runs: the row is the job, and nothing that dies can lose it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from marketplace.clock import db_now
from marketplace.lifecycle import StepRefused
from tests import cast
from verification import tasks
from verification.checks import CHECKS, Message, Outcome, Result
from verification.models import Attestation, CheckRun, Run
from verification.models.check_run import MOST_ATTEMPTS

pytestmark = pytest.mark.django_db
FAILED = Result(Outcome.FAILED, Message("Ikke bestått"))
ERROR = Result(Outcome.ERROR, Message("Feil hos oss"))


@pytest.fixture
def run(declared_version, supplier) -> Run:
    """A run that no worker has begun."""
    declared_version.verify(by=supplier)
    return declared_version.runs.get()


def expire_leases(run: Run) -> None:
    """As if the worker died long ago."""
    run.checks.update(lease_until=db_now() - timedelta(minutes=5))


def test_starting_a_run_writes_one_row_for_each_check(run):
    assert set(run.checks.values_list("code", flat=True)) == set(CHECKS)
    assert run.status == Run.Status.QUEUED


def test_only_one_run_at_a_time(run, declared_version, supplier):
    with pytest.raises(StepRefused, match="Forrige kjøring"):
        declared_version.verify(by=supplier)


def test_a_job_is_claimed_once(run):
    pk = run.checks.first().pk

    first, second = CheckRun.objects.claim(pk), CheckRun.objects.claim(pk)

    assert first.attempt == 1
    assert second is None


def test_a_job_whose_lease_is_gone_can_be_claimed_again(run):
    pk = run.checks.first().pk
    CheckRun.objects.claim(pk)
    expire_leases(run)

    again = CheckRun.objects.claim(pk)

    assert again.attempt == 2


def test_a_worker_that_comes_back_too_late_writes_nothing(run):
    zombie = CheckRun.objects.claim(run.checks.first().pk)
    expire_leases(run)
    CheckRun.objects.claim(zombie.pk)

    written = zombie.finish(FAILED)

    assert not written
    assert CheckRun.objects.get(pk=zombie.pk).outcome == ""


def test_a_lease_is_renewed_by_its_owner_only(run):
    zombie = CheckRun.objects.claim(run.checks.first().pk)
    expire_leases(run)
    owner = CheckRun.objects.claim(zombie.pk)

    assert owner.renew()
    assert not zombie.renew()


def test_the_sweeper_gives_a_lost_job_back_and_sends_its_message_again(
    run, monkeypatch, django_capture_on_commit_callbacks
):
    job = CheckRun.objects.claim(run.checks.first().pk)
    run.checks.exclude(pk=job.pk).update(state=CheckRun.State.DONE, outcome=Outcome.PASSED)
    expire_leases(run)
    sent = []
    monkeypatch.setattr(tasks.run_check, "delay", sent.append)

    with django_capture_on_commit_callbacks(execute=True):
        given_back = CheckRun.objects.sweep()

    assert given_back == 1
    assert sent == [job.pk]
    assert CheckRun.objects.get(pk=job.pk).state == CheckRun.State.QUEUED


def test_a_job_that_is_lost_too_often_ends_as_our_error_and_settles_the_run(run):
    run.checks.update(state=CheckRun.State.RUNNING, attempt=MOST_ATTEMPTS)
    expire_leases(run)

    CheckRun.objects.sweep()

    run.refresh_from_db()
    assert run.status == Run.Status.COMPLETED
    assert run.conclusion == Run.Conclusion.INCONCLUSIVE


def test_a_run_that_meets_every_must_waits_for_a_reviewer(run):
    cast.finish(run)

    assert run.status == Run.Status.WAITING_REVIEW


def test_a_should_that_is_not_met_does_not_fail_the_run(run):
    cast.finish(run, SIK_04=FAILED)

    assert run.status == Run.Status.WAITING_REVIEW


def test_a_must_that_is_not_met_fails_the_run(run):
    cast.finish(run, SIK_03=FAILED)

    assert run.conclusion == Run.Conclusion.FAILED
    assert not Attestation.objects.exists()


def test_our_own_error_is_never_held_against_the_supplier(run):
    cast.finish(run, SIK_03=ERROR, FHIR_01=FAILED)

    assert run.conclusion == Run.Conclusion.INCONCLUSIVE


def test_settling_twice_finishes_once(run):
    cast.finish(run)
    finished = run.timeline().filter(step="hand_to_reviewer").count()

    run.settle()

    assert finished == run.timeline().filter(step="hand_to_reviewer").count() == 1


def test_a_reviewer_issues_the_attestation_and_nobody_else(run, supplier, reviewer):
    cast.finish(run)
    with pytest.raises(PermissionDenied):
        run.attest(by=supplier, note="Alt i orden, sier vi selv.")

    run.attest(by=reviewer, note="Vurdert.")

    assert run.version.attestations.get() in Attestation.objects.valid()


def test_a_cancelled_run_ignores_a_worker_that_comes_back(run, supplier):
    job = CheckRun.objects.claim(run.checks.first().pk)

    run.cancel(by=supplier)

    assert not job.finish(FAILED)
    assert run.status == Run.Status.CANCELLED


def test_a_declared_version_cannot_be_changed_even_by_sql(declared_version):
    rows = type(declared_version).objects.filter(pk=declared_version.pk)

    with pytest.raises(DatabaseError, match="declared"), transaction.atomic():
        rows.update(answers={"purpose": "Noe helt annet"})


def test_a_withdrawn_attestation_no_longer_counts(attested_version, reviewer):
    attestation = attested_version.attestations.get()

    attestation.withdraw(by=reviewer, note="Feil funnet.")

    assert not Attestation.objects.valid().exists()
    assert attested_version.application not in type(attested_version.application).objects.verified()


def test_the_api_takes_and_changes_answers_as_json(application, supplier, sign_in):
    client = sign_in(supplier)
    answers = {"offline": True, "data_export": {"answer": True, "why": "FHIR"}, "kind": "module"}
    words = {"application": application.pk, "number": "3.0"}
    made = client.post("/api/v1/versjon/", words | answers, content_type="application/json")

    url = f"/api/v1/versjon/{made.json()['id']}/"
    changed = client.patch(url, {"offline": False}, content_type="application/json")

    assert made.status_code == 201
    assert made.json()["answers"] == answers
    assert changed.json()["answers"] == answers | {"offline": False}
