"""Terms: whom they bind, what is accepted, and until when the old acceptance counts."""

import hashlib

import pytest
from django.db import DatabaseError, transaction

from marketplace import invariants
from participation.forms import AcceptanceForm
from participation.models import Acceptance, Terms
from tests.participation.versions import accept, days_pass, draft, publish

pytestmark = pytest.mark.django_db


def is_stopped(actor) -> bool:
    """Tell whether the terms stop the organisation now."""
    return Terms.objects.owed_by(actor.organisation).exists()


def must_accept(actor) -> list[int]:
    """The versions that wait for the organisation, now or later."""
    rows = Terms.objects.unaccepted_by(actor.organisation)
    return sorted(rows.values_list("number", flat=True))


# --- accepting ----------------------------------------------------------------------------------


def test_an_acceptance_keeps_the_hash_of_exactly_what_was_shown(first_terms, approver):
    acceptance = accept(first_terms, approver, language="en")

    shown = "Terms\n\n# Purpose\n\nBe open.\n"
    assert acceptance.sha256 == hashlib.sha256(shown.encode()).hexdigest()
    assert acceptance.is_intact()


def test_a_text_that_was_touched_is_found(first_terms, approver):
    acceptance = accept(first_terms, approver)
    acceptance.terms.text += "!"

    assert not acceptance.is_intact()


def test_an_acceptance_with_another_hash_breaks_an_invariant(first_terms, approver):
    told = {
        "terms": first_terms,
        "organisation": approver.organisation,
        "accepted_by": approver.user,
    }
    well = list(invariants.broken())

    Acceptance.objects.create(**told, sha256="0" * 64)

    assert well == []
    assert any("hash" in one.sentence for one in invariants.broken())


def test_an_acceptance_stands_for_ever(first_terms, approver):
    acceptance = accept(first_terms, approver)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Acceptance.objects.filter(pk=acceptance.pk).delete()


def test_an_editor_cannot_bind_the_municipality(editor, approver):
    assert not AcceptanceForm.may_create(editor)
    assert AcceptanceForm.may_create(approver)


def test_terms_for_others_do_not_bind_and_cannot_be_accepted(first_terms, supplier):
    assert not is_stopped(supplier)
    with pytest.raises(ValueError, match="gjelder ikke"):
        accept(first_terms, supplier)


def test_a_draft_cannot_be_accepted(administrator, approver):
    with pytest.raises(ValueError, match="gjelder ikke"):
        accept(draft(administrator), approver)


def test_what_is_replaced_cannot_be_accepted(first_terms, revise, approver):
    revise()
    days_pass(10)

    with pytest.raises(ValueError, match="gjelder ikke"):
        accept(first_terms, approver)


def test_nobody_accepts_twice(first_terms, approver):
    accept(first_terms, approver)

    with pytest.raises(ValueError, match="allerede"):
        accept(first_terms, approver)


def test_fkj_is_not_bound_by_its_own_terms(first_terms, administrator, reviewer):
    publish(administrator, reviewer, "other")

    assert not is_stopped(administrator)


# --- whom the terms stop, and when --------------------------------------------------------------


def test_without_acceptance_nobody_acts(first_terms, approver):
    assert is_stopped(approver)

    accept(first_terms, approver)

    assert not is_stopped(approver)
    assert must_accept(approver) == []


def test_the_old_acceptance_counts_until_the_time_limit_is_over(first_terms, revise, approver):
    accept(first_terms, approver)
    revise()
    asked = must_accept(approver)
    days_pass(40)
    on_the_last_day = is_stopped(approver)

    days_pass(1)

    assert asked == [2]
    assert not on_the_last_day
    assert is_stopped(approver)


def test_a_newcomer_gets_no_respite(first_terms, revise, approver):
    second = revise()
    days_pass(10)

    assert is_stopped(approver)
    accept(second, approver)
    assert not is_stopped(approver)


def test_a_revision_that_is_not_material_carries_the_acceptance_over(first_terms, revise, approver):
    accept(first_terms, approver)
    revise(material=False, accept_by="")
    days_pass(400)

    assert not is_stopped(approver)
    assert must_accept(approver) == []


def test_a_small_change_does_not_hide_the_material_one_before_it(first_terms, revise, approver):
    accept(first_terms, approver)
    revise()
    revise(material=False, accept_by="", valid_from=20)
    days_pass(39)
    in_time, asked = is_stopped(approver), must_accept(approver)

    days_pass(2)

    assert (in_time, asked) == (False, [3])
    assert is_stopped(approver)


def test_what_is_accepted_in_advance_counts_from_its_first_day(first_terms, revise, approver):
    second = revise()
    accept(second, approver)
    early = is_stopped(approver), must_accept(approver)

    days_pass(10)

    assert early == (True, [1])
    assert not is_stopped(approver)


def test_two_material_revisions_in_a_row_each_have_their_time_limit(
    first_terms, revise, approver, third_approver
):
    for who in (approver, third_approver):
        accept(first_terms, who)
    second = revise()
    revise(valid_from=20, accept_by=60)
    days_pass(15)
    accept(second, approver)
    days_pass(26)
    after_the_first_limit = is_stopped(approver), is_stopped(third_approver)

    days_pass(20)

    assert after_the_first_limit == (False, True)
    assert is_stopped(approver)


def test_who_has_the_next_move(first_terms, administrator, reviewer, facilitator, approver, editor):
    supplier_draft = draft(administrator, "supplier")

    def waits_for(actor) -> list:
        return list(Terms.objects.waiting_for(actor))

    assert waits_for(approver) == [first_terms]
    assert waits_for(editor) == []
    assert waits_for(reviewer) == waits_for(administrator) == [supplier_draft]
    assert waits_for(facilitator) == []
