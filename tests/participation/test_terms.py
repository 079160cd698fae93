"""Terms: how a version comes to apply, whom it binds, and until when the old acceptance counts."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from marketplace import invariants
from marketplace.lifecycle import StepRefused
from marketplace.models import Event, Letter
from participation import tasks
from participation.forms import AcceptanceForm, TermsForm
from participation.models import Acceptance, Terms
from tests import cast
from tests.participation.versions import accept, day, days_pass, draft, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(administrator, reviewer) -> Terms:
    """Version 1 for municipalities, from today."""
    return publish(administrator, reviewer)


@pytest.fixture
def revise(administrator, reviewer):
    """Publish the next version for municipalities."""

    def next_version(**more) -> Terms:
        told = {"text": "# Formål\n\nVær åpen og ærlig.", "valid_from": 10, "accept_by": 40}
        return publish(administrator, reviewer, **told | more)

    return next_version


def is_stopped(actor) -> bool:
    """Tell whether the terms stop the organisation now."""
    return Terms.objects.owed_by(actor.organisation).exists()


def must_accept(actor) -> list[int]:
    """The versions that wait for the organisation, now or later."""
    rows = Terms.objects.unaccepted_by(actor.organisation)
    return sorted(rows.values_list("number", flat=True))


# --- writing and publishing ---------------------------------------------------------------------


def test_only_fkjs_administrator_writes_terms(administrator, facilitator, reviewer, approver):
    assert TermsForm.may_create(administrator)
    assert not any(TermsForm.may_create(who) for who in (facilitator, reviewer, approver))


def test_a_draft_is_seen_by_fkj_only(administrator, reviewer, approver):
    terms = draft(administrator)

    assert terms in Terms.objects.visible_to(reviewer.user)
    assert terms not in Terms.objects.visible_to(approver.user)


def test_nobody_controls_what_they_wrote(administrator):
    terms = draft(administrator)

    with pytest.raises(StepRefused, match="en annen"):
        terms.review(by=administrator)


@pytest.mark.parametrize("field", ["title_nn", "text_nn", "title_en", "text_en"])
def test_a_language_that_is_missing_stops_the_control(field, administrator, reviewer):
    terms = draft(administrator, **{field: ""})

    with pytest.raises(StepRefused, match="nynorsk og engelsk"):
        terms.review(by=reviewer)


def test_the_database_refuses_to_publish_what_is_not_translated(administrator):
    terms = draft(administrator, text_en="")

    with pytest.raises(DatabaseError, match="published_terms_are_whole"), transaction.atomic():
        Terms.objects.filter(pk=terms.pk).update(status="published")


def test_a_material_revision_needs_a_time_limit(first, administrator, reviewer):
    terms = draft(administrator, valid_from=10)

    with pytest.raises(StepRefused, match="fristen"):
        terms.review(by=reviewer)


@pytest.mark.parametrize(
    ("dates", "fault"),
    [
        ({"valid_from": 10, "accept_by": 9}, "før vilkårene gjelder"),
        ({"valid_from": 10, "accept_by": 20, "material": False}, "vesentlig endring"),
    ],
)
def test_dates_that_make_no_sense_are_refused_in_words(dates, fault, first, administrator):
    with pytest.raises(ValueError, match=fault):
        draft(administrator, **dates)


def test_the_first_version_has_no_time_limit_and_must_be_accepted(administrator):
    with pytest.raises(ValueError, match="Første versjon"):
        draft(administrator, accept_by=20)

    assert draft(administrator, material=False).material


def test_nobody_is_bound_backwards_in_time(administrator, reviewer):
    terms = draft(administrator, valid_from=-1)
    terms.review(by=reviewer)

    with pytest.raises(StepRefused, match="passert"):
        terms.publish(by=administrator)


def test_versions_follow_one_another(first, administrator, reviewer):
    terms = draft(administrator, valid_from=0, accept_by=5)
    terms.review(by=reviewer)

    with pytest.raises(StepRefused, match="senere dag"):
        terms.publish(by=administrator)


def test_there_is_one_draft_at_a_time_for_each_audience(administrator):
    draft(administrator)

    with pytest.raises(ValueError, match="allerede et utkast"):
        draft(administrator)
    assert draft(administrator, "supplier").number == 1


def test_what_is_sent_back_can_be_written_on(administrator, reviewer):
    terms = draft(administrator)
    terms.review(by=reviewer)
    was_open = TermsForm.may_edit(administrator, terms)

    terms.send_back(by=reviewer, note="Skriv tydeligere.")

    assert not was_open
    assert TermsForm.may_edit(administrator, terms)


def test_only_an_administrator_publishes(administrator, reviewer):
    terms = draft(administrator)
    terms.review(by=reviewer)

    with pytest.raises(PermissionDenied):
        terms.publish(by=reviewer)


def test_a_new_version_takes_over_the_day_after_the_old_one_ends(first, revise):
    second = revise()

    first.refresh_from_db()
    assert (first.valid_to, second.valid_from) == (day(9), day(10))
    assert list(Terms.objects.current()) == [first]
    days_pass(10)
    assert list(Terms.objects.current()) == [second]


def test_the_clock_marks_what_is_replaced(first, revise):
    revise()
    tasks.replace_terms()
    before = Terms.objects.get(pk=first.pk).status

    days_pass(10)
    tasks.replace_terms()
    tasks.replace_terms()

    assert before == "published"
    assert Terms.objects.get(pk=first.pk).status == "replaced"
    assert Event.objects.about(first).filter(step="replace").count() == 1


def test_publishing_leaves_an_event_and_reaches_those_who_take_part(first, approver, supplier):
    assert Event.objects.about(first).filter(step="publish", to_status="published").exists()
    assert approver.organisation in first.concerned()
    assert supplier.organisation not in first.concerned()


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Noe annet"},
        {"title_en": "Something else"},
        {"valid_from": "2020-01-01"},
        {"accept_by": "2099-01-01"},
        {"material": False},
        {"number": 7},
        {"audience": "other"},
        {"status": "draft"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_published_never_changes(change, first):
    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        Terms.objects.filter(pk=first.pk).update(**change)


def test_what_is_published_is_never_taken_away(first, revise):
    revise()

    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        Terms.objects.filter(pk=first.pk).delete()
    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        Terms.objects.filter(pk=first.pk).update(valid_to=None)


def test_two_versions_never_bind_on_the_same_day(first):
    words = {name: "x" for name in ("title", "title_nn", "title_en", "text", "text_nn", "text_en")}
    told = words | {"audience": "municipal", "number": 9, "valid_from": day(3)}

    with pytest.raises(DatabaseError, match="one_terms_a_day"), transaction.atomic():
        Terms.objects.create(status="published", **told)


# --- accepting ----------------------------------------------------------------------------------


def test_an_acceptance_keeps_the_hash_of_exactly_what_was_shown(first, approver):
    acceptance = accept(first, approver, language="en")

    shown = "Terms\n\n# Purpose\n\nBe open.\n"
    assert acceptance.sha256 == hashlib.sha256(shown.encode()).hexdigest()
    assert acceptance.is_intact()


def test_a_text_that_was_touched_is_found(first, approver):
    acceptance = accept(first, approver)
    acceptance.terms.text += "!"

    assert not acceptance.is_intact()


def test_an_acceptance_with_another_hash_breaks_an_invariant(first, approver):
    told = {"terms": first, "organisation": approver.organisation, "accepted_by": approver.user}
    well = list(invariants.broken())

    Acceptance.objects.create(**told, sha256="0" * 64)

    assert well == []
    assert any("hash" in one.sentence for one in invariants.broken())


def test_an_acceptance_stands_for_ever(first, approver):
    acceptance = accept(first, approver)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Acceptance.objects.filter(pk=acceptance.pk).delete()


def test_an_editor_cannot_bind_the_municipality(editor, approver):
    assert not AcceptanceForm.may_create(editor)
    assert AcceptanceForm.may_create(approver)


def test_terms_for_others_do_not_bind_and_cannot_be_accepted(first, supplier):
    assert not is_stopped(supplier)
    with pytest.raises(ValueError, match="gjelder ikke"):
        accept(first, supplier)


def test_a_draft_cannot_be_accepted(administrator, approver):
    with pytest.raises(ValueError, match="gjelder ikke"):
        accept(draft(administrator), approver)


def test_what_is_replaced_cannot_be_accepted(first, revise, approver):
    revise()
    days_pass(10)

    with pytest.raises(ValueError, match="gjelder ikke"):
        accept(first, approver)


def test_nobody_accepts_twice(first, approver):
    accept(first, approver)

    with pytest.raises(ValueError, match="allerede"):
        accept(first, approver)


def test_fkj_is_not_bound_by_its_own_terms(first, administrator, reviewer):
    publish(administrator, reviewer, "other")

    assert not is_stopped(administrator)


# --- whom the terms stop, and when --------------------------------------------------------------


def test_without_acceptance_nobody_acts(first, approver):
    assert is_stopped(approver)

    accept(first, approver)

    assert not is_stopped(approver)
    assert must_accept(approver) == []


def test_the_old_acceptance_counts_until_the_time_limit_is_over(first, revise, approver):
    accept(first, approver)
    revise()
    asked = must_accept(approver)
    days_pass(40)
    on_the_last_day = is_stopped(approver)

    days_pass(1)

    assert asked == [2]
    assert not on_the_last_day
    assert is_stopped(approver)


def test_a_newcomer_gets_no_respite(first, revise, approver):
    second = revise()
    days_pass(10)

    assert is_stopped(approver)
    accept(second, approver)
    assert not is_stopped(approver)


def test_a_revision_that_is_not_material_carries_the_acceptance_over(first, revise, approver):
    accept(first, approver)
    revise(material=False, accept_by="")
    days_pass(400)

    assert not is_stopped(approver)
    assert must_accept(approver) == []


def test_a_small_change_does_not_hide_the_material_one_before_it(first, revise, approver):
    accept(first, approver)
    revise()
    revise(material=False, accept_by="", valid_from=20)
    days_pass(39)
    in_time, asked = is_stopped(approver), must_accept(approver)

    days_pass(2)

    assert (in_time, asked) == (False, [3])
    assert is_stopped(approver)


def test_what_is_accepted_in_advance_counts_from_its_first_day(first, revise, approver):
    second = revise()
    accept(second, approver)
    early = is_stopped(approver), must_accept(approver)

    days_pass(10)

    assert early == (True, [1])
    assert not is_stopped(approver)


def test_two_material_revisions_in_a_row_each_have_their_time_limit(
    first, revise, approver, third_approver
):
    for who in (approver, third_approver):
        accept(first, who)
    second = revise()
    revise(valid_from=20, accept_by=60)
    days_pass(15)
    accept(second, approver)
    days_pass(26)
    after_the_first_limit = is_stopped(approver), is_stopped(third_approver)

    days_pass(20)

    assert after_the_first_limit == (False, True)
    assert is_stopped(approver)


def test_who_has_the_next_move(first, administrator, reviewer, facilitator, approver, editor):
    supplier_draft = draft(administrator, "supplier")

    def waits_for(actor) -> list:
        return list(Terms.objects.waiting_for(actor))

    assert waits_for(approver) == [first]
    assert waits_for(editor) == []
    assert waits_for(reviewer) == waits_for(administrator) == [supplier_draft]
    assert waits_for(facilitator) == []


# --- letters ------------------------------------------------------------------------------------


def letters_about(word: str) -> list[tuple[str, str]]:
    """Receivers and languages of the letters whose key begins with the word."""
    rows = Letter.objects.filter(key__startswith=word).order_by("to")
    return list(rows.values_list("to", "language"))


def test_only_those_who_have_not_accepted_are_reminded_and_only_those_who_may_bind(
    first, revise, approver, editor, third_approver, supplier
):
    accept(revise(), third_approver)
    days_pass(38)

    tasks.remind_of_terms()
    tasks.remind_of_terms()

    assert letters_about("terms-due") == [("approver@test.example", "nb")]


@pytest.mark.parametrize(("left", "written"), [(31, 0), (30, 1), (15, 1), (14, 2), (3, 3), (0, 3)])
def test_a_reminder_comes_at_30_14_and_3_days(left, written, first, revise, approver):
    revise()
    days_pass(9)
    for _day in range(31 - left + 1):
        tasks.remind_of_terms()
        days_pass(1)

    assert len(letters_about("terms-due")) == written


def test_nobody_is_reminded_after_the_time_limit_or_without_one(first, approver):
    tasks.remind_of_terms()

    assert letters_about("terms-due") == []


def test_a_letter_is_in_the_readers_language(first, revise, approver):
    approver.user.language = "en"
    approver.user.save()
    revise()
    days_pass(38)

    tasks.remind_of_terms()

    letter = Letter.objects.get()
    assert "must accept new terms" in letter.subject
    assert "/vilkar/" in letter.text
    assert "<" not in letter.text


def test_a_colleague_who_has_left_is_not_written_to(first, revise, approver):
    approver.user.memberships.update(ended_at="2026-01-01T00:00Z")
    cast.actor("leder", approver.organisation, "admin", "approver")
    revise()
    days_pass(38)

    tasks.remind_of_terms()

    assert letters_about("terms-due") == [("leder@test.example", "nb")]
