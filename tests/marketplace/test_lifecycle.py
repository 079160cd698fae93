"""Steps: lock, state, actor, guards, rule, save, event; all of it or nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from innovation.models import Collaboration, Need
from marketplace.actor import SYSTEM
from marketplace.lifecycle import StepRefused
from marketplace.models import Event, Figure
from tests import cast
from tests.promises.racing import at_once

pytestmark = pytest.mark.django_db


def events(thing) -> list[str]:
    """Names of the steps that were taken, oldest first."""
    return list(Event.objects.about(thing).order_by("pk").values_list("step", flat=True))


def traces(thing) -> tuple:
    """Everything that a step may leave behind on the thing."""
    return type(thing).objects.filter(pk=thing.pk).values().get(), events(thing)


def test_a_step_moves_the_noun_and_writes_who_did_what_for_whom(draft_need, editor):
    draft_need.propose(by=editor)

    event = draft_need.timeline()[0]
    assert (event.step, event.from_status, event.to_status) == ("propose", "draft", "idea")
    assert (event.actor, event.organisation) == (editor.user, editor.organisation)
    assert Need.objects.get(pk=draft_need.pk).status == Need.Status.IDEA


def test_what_a_step_asks_is_kept_in_the_event_with_the_note_apart(draft_need, editor, approver):
    draft_need.propose(by=editor)

    draft_need.withdraw(by=approver, reason="solved", note="Løst i Lom.")

    event = draft_need.timeline()[0]
    assert event.note == "Løst i Lom."
    assert event.data == {"reason": "solved"}


def test_a_step_locks_the_row_first_and_writes_the_event_last(draft_need, editor):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        draft_need.propose(by=editor)

    sql = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]]
    update = next(n for n, text in enumerate(sql) if text.startswith('UPDATE "innovation_need"'))
    insert = next(n for n, text in enumerate(sql) if 'INSERT INTO "marketplace_event"' in text)
    assert sql[0].endswith("FOR UPDATE")
    assert 0 < update < insert


def test_a_wrong_state_is_told_before_a_wrong_actor(draft_need, supplier):
    with pytest.raises(StepRefused, match="Publiser.*Utkast"):
        draft_need.publish(by=supplier)


def test_a_wrong_actor_is_told_before_what_is_missing(draft_need, editor, supplier):
    Need.objects.update(go_ahead_role="")
    draft_need.propose(by=editor)

    with pytest.raises(PermissionDenied, match="godkjenner hos eieren"):
        draft_need.prioritise(by=supplier)


def test_everything_that_is_missing_is_told_at_once(draft_need, editor, approver):
    draft_need.propose(by=editor)
    Need.objects.update(go_ahead_role="", goals=[])

    with pytest.raises(StepRefused) as refusal:
        draft_need.prioritise(by=approver)

    sentences = [str(one.sentence) for one in refusal.value.unmet]
    assert sentences == [
        "Internt klarsignal må være notert med rolle og dato.",
        "Minst ett effektmål må være valgt.",
    ]
    assert {one.link for one in refusal.value.unmet} == {
        f"/innovasjonsarena/behov/{draft_need.pk}/rediger/"
    }


@pytest.mark.parametrize("who, step", [("editor", "publish"), ("supplier", "propose")])
def test_a_refused_step_changes_nothing_and_writes_no_event(draft_need, request, who, step):
    before = traces(draft_need)

    with pytest.raises((StepRefused, PermissionDenied)):
        getattr(draft_need, step)(by=request.getfixturevalue(who))

    assert traces(draft_need) == before


def test_a_rule_that_breaks_halfway_changes_nothing_and_writes_no_event(
    declared_version, supplier, reviewer
):
    declared_version.verify(by=supplier)
    run = declared_version.runs.get()
    cast.finish(run)
    Figure.objects.filter(key="attestation-months").delete()
    before = traces(run)

    with pytest.raises(LookupError, match="attestation-months"):
        run.attest(by=reviewer, note="Vurdert.")

    assert traces(run) == before


def test_a_step_reads_the_row_afresh_and_saves_nothing_else(draft_need, editor):
    draft_need.title = "En tittel som bare står i minnet"

    draft_need.propose(by=editor)

    assert Need.objects.get(pk=draft_need.pk).title == "Felles kartlegging"


def test_a_step_without_a_target_keeps_the_status(draft_need, editor, approver, facilitator):
    draft_need.propose(by=editor)
    draft_need.prioritise(by=approver)

    draft_need.note_exception(by=facilitator, note="Det haster.")

    event = draft_need.timeline()[0]
    assert event.from_status == event.to_status == Need.Status.PRIORITISING
    assert draft_need.exception == "Det haster."


def test_what_follows_by_itself_is_the_machines_own_step(approved_basis):
    last, before = approved_basis.of.timeline()[:2]

    assert (last.step, before.step) == ("approve", "sign")
    assert last.actor is None and before.actor is not None
    assert approved_basis.of.status == Collaboration.Status.APPROVED


def test_what_follows_and_breaks_takes_the_step_with_it(
    collaboration, editor, approver, facilitator
):
    cast.approve(collaboration, editor, facilitator, [])
    Figure.objects.filter(key="basis-signatures").delete()
    before = traces(collaboration)

    with pytest.raises(LookupError, match="basis-signatures"):
        collaboration.sign(by=approver)

    assert traces(collaboration) == before
    assert not collaboration.newest_basis.signatures.exists()


def test_nobody_but_the_machine_takes_the_machines_steps(published_need, administrator):
    with pytest.raises(PermissionDenied, match="systemet"):
        published_need.attach(by=administrator)

    published_need.attach(by=SYSTEM)

    assert published_need.status == Need.Status.IN_COLLABORATION


def test_the_panel_shows_my_steps_first_and_then_what_waits_for_others(
    draft_need, editor, approver, facilitator
):
    draft_need.propose(by=editor)
    draft_need.prioritise(by=approver)

    def shown(actor):
        return [(one.step.name, one.mine) for one in draft_need.next_steps(actor)]

    assert shown(editor) == [("publish", False)]
    assert shown(approver) == [("return_to_idea", True), ("withdraw", True), ("publish", False)]
    assert [one.step.name for one in draft_need.open_steps(facilitator)] == [
        "publish",
        "return_to_idea",
        "note_exception",
    ]


def test_the_panel_never_shows_the_machines_steps(published_need, editor):
    names = [one.step.name for one in published_need.next_steps(editor)]

    assert names == ["revise"]


def test_a_step_in_the_panel_knows_whether_it_can_be_taken_now(draft_need, editor, approver):
    Need.objects.update(goals=[])
    draft_need.propose(by=editor)

    prioritise = draft_need.next_steps(approver)[0]

    assert prioritise.step.name == "prioritise" and prioritise.mine
    assert not prioritise.ready and len(prioritise.unmet) == 1
    assert prioritise.url == f"/steg/behov/{draft_need.pk}/prioritise/"


@pytest.mark.django_db(transaction=True)
def test_two_who_take_the_same_step_at_once_get_one_yes_and_one_no(draft_need, editor):
    def press() -> None:
        Need.objects.get(pk=draft_need.pk).propose(by=editor)

    answers = at_once(draft_need, press, press)

    assert sorted(type(answer) for answer in answers if answer) == [StepRefused]
    assert events(draft_need) == ["created", "propose"]
