"""A version of the terms: written, controlled, published, and then never changed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from marketplace.lifecycle import StepRefused
from marketplace.models import Event
from participation import tasks
from participation.forms import TermsForm
from participation.models import Terms
from tests.participation.versions import day, days_pass, draft

pytestmark = pytest.mark.django_db


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


def test_a_material_revision_needs_a_time_limit(first_terms, administrator, reviewer):
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
def test_dates_that_make_no_sense_are_refused_in_words(dates, fault, first_terms, administrator):
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


def test_versions_follow_one_another(first_terms, administrator, reviewer):
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


def test_a_new_version_takes_over_the_day_after_the_old_one_ends(first_terms, revise):
    second = revise()

    first_terms.refresh_from_db()
    assert (first_terms.valid_to, second.valid_from) == (day(9), day(10))
    assert list(Terms.objects.current()) == [first_terms]
    days_pass(10)
    assert list(Terms.objects.current()) == [second]


def test_the_clock_marks_what_is_replaced(first_terms, revise):
    revise()
    tasks.look_after_terms()
    before = Terms.objects.get(pk=first_terms.pk).status

    days_pass(10)
    tasks.look_after_terms()
    tasks.look_after_terms()

    assert before == "published"
    assert Terms.objects.get(pk=first_terms.pk).status == "replaced"
    assert Event.objects.about(first_terms).filter(step="replace").count() == 1


def test_publishing_leaves_an_event_and_reaches_those_who_take_part(
    first_terms, approver, supplier
):
    assert Event.objects.about(first_terms).filter(step="publish", to_status="published").exists()
    assert approver.organisation in first_terms.concerned()
    assert supplier.organisation not in first_terms.concerned()


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
def test_what_is_published_never_changes(change, first_terms):
    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        Terms.objects.filter(pk=first_terms.pk).update(**change)


def test_what_is_published_is_never_taken_away(first_terms, revise):
    revise()

    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        Terms.objects.filter(pk=first_terms.pk).delete()
    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        Terms.objects.filter(pk=first_terms.pk).update(valid_to=None)


def test_two_versions_never_bind_on_the_same_day(first_terms):
    words = {name: "x" for name in ("title", "title_nn", "title_en", "text", "text_nn", "text_en")}
    told = words | {"audience": "municipal", "number": 9, "valid_from": day(3)}

    with pytest.raises(DatabaseError, match="one_terms_a_day"), transaction.atomic():
        Terms.objects.create(status="published", **told)
