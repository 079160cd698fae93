"""Talking about a noun: who may write, answer, settle, report and moderate."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from marketplace.conversation.forms import CommentForm
from marketplace.demo.filling import fill
from marketplace.lifecycle import StepRefused
from marketplace.models import Comment, CommentVersion, Event, Figure, Membership, User
from tests.cast import actor
from tests.conversation.talking import say

pytestmark = pytest.mark.django_db
FNR = "Gjelder 13097248022 og ingen andre."


def trusted(organisation, thing) -> None:
    """Let so many comments of the organisation be shown that it is known."""
    writer = actor("trusted", organisation, "member")
    for _number in range(3):
        say(writer, thing).approve(by=_moderator(organisation))


def _moderator(_organisation):
    fkj = Membership.objects.filter(role="facilitator").first()
    from marketplace.actor import Actor

    return Actor.of(fkj.user)


def late(comment: Comment, minutes: int) -> None:
    """Let the comment be so old."""
    earlier = comment.written_at - timedelta(minutes=minutes)
    Comment.objects.filter(pk=comment.pk).update(written_at=earlier)
    comment.refresh_from_db()


def test_a_municipality_is_heard_at_once(published_need, other_editor):
    comment = say(other_editor, published_need)

    assert comment.status == "visible"
    assert comment.organisation == other_editor.organisation
    assert published_need.timeline()[0].step == "commented"


def test_a_new_supplier_waits_for_a_moderator(published_need, supplier, facilitator, editor):
    comment = say(supplier, published_need)

    assert comment.status == "waiting"
    assert comment not in Comment.objects.visible_to(editor.user)
    assert comment in Comment.objects.visible_to(supplier.user)
    assert published_need.timeline()[0].step != "commented"

    comment.approve(by=facilitator)

    assert comment in Comment.objects.visible_to(editor.user)
    assert published_need.timeline()[0].step == "commented"


def test_a_supplier_that_is_known_is_heard_at_once(published_need, supplier_org, facilitator):
    trusted(supplier_org, published_need)

    again = say(actor("again", supplier_org, "member"), published_need)

    assert again.status == "visible"


def test_only_those_who_take_part_talk_in_a_collaboration(
    collaboration, editor, other_editor, third_approver, facilitator
):
    assert CommentForm.may_add(editor, collaboration)
    assert CommentForm.may_add(other_editor, collaboration)
    assert CommentForm.may_add(facilitator, collaboration)
    assert not CommentForm.may_add(third_approver, collaboration)


def test_a_rival_does_not_talk_about_another_suppliers_application(
    application, supplier, other_supplier, editor
):
    assert CommentForm.may_add(supplier, application)
    assert CommentForm.may_add(editor, application)
    assert not CommentForm.may_add(other_supplier, application)


def test_a_joint_procurement_has_no_conversation(officer):
    from procurement.models import JointProcurement

    assert not CommentForm.may_add(officer, JointProcurement())


def test_whoever_asked_or_owns_it_settles_a_question(
    published_need, editor, other_editor, third_approver
):
    comment = say(other_editor, published_need)

    with pytest.raises(PermissionDenied):
        comment.resolve(by=third_approver)
    comment.resolve(by=editor)
    with pytest.raises(StepRefused, match="allerede avklart"):
        comment.resolve(by=other_editor)
    comment.reopen(by=other_editor)

    assert comment.resolved_at is None


def test_support_cannot_be_settled(published_need, other_editor):
    comment = say(other_editor, published_need, "Vi har det samme!", "support")

    with pytest.raises(StepRefused, match="spørsmål og innvendinger"):
        comment.resolve(by=other_editor)


def test_an_answer_hangs_under_what_it_answers(published_need, editor, other_editor):
    question = say(other_editor, published_need)

    answer = say(editor, published_need, "Slik gjør vi det.", parent=question)

    assert list(question.answers.all()) == [answer]
    assert not answer.asks


def test_the_author_may_change_it_for_a_quarter_of_an_hour(published_need, other_editor, editor):
    comment = say(other_editor, published_need)
    assert CommentForm.may_edit(other_editor, comment)
    assert not CommentForm.may_edit(editor, comment)

    late(comment, 16)

    assert not CommentForm.may_edit(other_editor, comment)


def test_every_text_is_kept(published_need, other_editor):
    comment = say(other_editor, published_need, "Første tanke.")
    fill(CommentForm, other_editor, {"text": "Andre tanke."}, comment)

    assert [v.content["text"] for v in comment.versions.all()] == ["Andre tanke.", "Første tanke."]
    with pytest.raises(DatabaseError), transaction.atomic():
        CommentVersion.objects.update(content={})


def test_what_is_withdrawn_leaves_a_place_and_no_text(
    published_need, other_editor, editor, facilitator
):
    comment = say(other_editor, published_need, "Angrer på dette.")
    say(editor, published_need, "Et svar.", parent=comment)

    comment.withdraw(by=other_editor)

    assert comment.text_for(editor) == ""
    assert comment.text_for(other_editor) == ""
    assert comment in Comment.objects.visible_to(editor.user)


def test_a_person_who_is_mentioned_is_told(published_need, editor, other_editor):
    User.objects.filter(pk=editor.user.pk).update(first_name="Åse-Marie", last_name="Øverås")

    say(other_editor, published_need, "Hva mener du, @åse-marie  øverås? @Ukjent Person")

    event = Event.objects.about(published_need).get(step="commented")
    assert event.data["mentions"] == [editor.user.pk]


def test_a_name_that_two_have_must_be_made_clear(published_need, editor, approver, other_editor):
    same = {"first_name": "Kari", "last_name": "Nordmann"}
    User.objects.filter(pk__in=[editor.user.pk, other_editor.user.pk]).update(**same)
    say(other_editor, published_need)
    made = Comment(subject=published_need)

    form = CommentForm(
        {"kind": "question", "text": "@Kari Nordmann?"}, instance=made, actor=approver
    )
    clear = CommentForm(
        {"kind": "question", "text": "@Kari Nordmann (Bodø)?"}, instance=made, actor=approver
    )

    assert "Kari Nordmann (Bodø)" in str(form.errors["text"])
    assert clear.is_valid() and clear.mentioned == {other_editor.user.pk}


def test_a_longer_name_is_not_cut_short(published_need, editor, other_editor):
    User.objects.filter(pk=editor.user.pk).update(first_name="Ola", last_name="Nord")

    comment = say(other_editor, published_need, "@Ola Nordmann er ikke her.")

    assert comment.mentions.count() == 0


def test_an_identity_number_is_refused_wherever_it_is_written(
    published_need, editor, other_editor, sign_in
):
    form = CommentForm(
        {"kind": "question", "text": FNR}, instance=Comment(subject=published_need), actor=editor
    )
    comment = say(other_editor, published_need)
    client = sign_in(editor)

    report = client.post(f"/steg/innlegg/{comment.pk}/report/", {"cause": "other", "note": FNR})
    preview = client.post(
        f"/samtale/behov/{published_need.pk}/nytt/",
        {"kind": "question", "text": FNR, "preview": "1"},
    )

    assert "fødselsnummer" in str(form.errors["text"])
    assert report.status_code == preview.status_code == 422
    assert not comment.reports.exists()


def test_one_person_does_not_drown_the_rest(published_need, editor):
    Figure.objects.filter(key="comments-per-hour").update(amount=2)
    say(editor, published_need)
    say(editor, published_need)

    with pytest.raises(ValueError, match="Vent litt"):
        say(editor, published_need)


def test_the_panel_shows_open_questions_first(sign_in, published_need, editor, other_editor):
    old = say(other_editor, published_need, "Et åpent spørsmål?")
    say(editor, published_need, "Fint!", "support")

    page = sign_in(editor).get(published_need.get_absolute_url()).content.decode()

    assert page.index("Et åpent spørsmål?") < page.index("Fint!")
    old.resolve(by=editor)
    page = sign_in(editor).get(published_need.get_absolute_url()).content.decode()
    assert page.index("Fint!") < page.index("Et åpent spørsmål?")


def test_a_comment_is_written_and_answered_in_the_browser(sign_in, published_need, editor):
    client, where = sign_in(editor), f"/samtale/behov/{published_need.pk}/nytt/"

    client.post(where, {"kind": "question", "text": "Hvem **eier** dette?"})
    question = Comment.objects.get()
    client.post(f"{where}?svar={question.pk}", {"text": "Vi gjør."})
    page = client.get(published_need.get_absolute_url()).content.decode()

    assert "<strong>eier</strong>" in page and "Vi gjør." in page
    assert client.get(question.get_absolute_url()).status_code == 302


def test_a_preview_saves_nothing(sign_in, published_need, editor):
    where = f"/samtale/behov/{published_need.pk}/nytt/"

    page = sign_in(editor).post(where, {"kind": "question", "text": "*Skrått*", "preview": "1"})

    assert "<em>Skrått</em>" in page.content.decode()
    assert "*Skrått*" in page.content.decode()
    assert not Comment.objects.exists()


def test_wrong_input_keeps_what_was_typed(sign_in, published_need, editor):
    where = f"/samtale/behov/{published_need.pk}/nytt/"

    page = sign_in(editor).post(where, {"kind": "nonsense", "text": "Skrevet lenge på"})

    assert page.status_code == 422
    assert "Skrevet lenge på" in page.content.decode()


def test_what_one_may_not_see_cannot_be_talked_about(sign_in, draft_need, other_editor, officer):
    assert sign_in(other_editor).get(f"/samtale/behov/{draft_need.pk}/nytt/").status_code == 404
    assert sign_in(officer).get("/samtale/virksomhet/1/nytt/").status_code == 404


def test_the_panel_takes_as_many_queries_however_much_is_said(
    client, published_need, editor, other_editor
):
    say(editor, published_need, parent=say(other_editor, published_need))
    with CaptureQueriesContext(connection) as few:
        client.get(published_need.get_absolute_url())
    for _number in range(4):
        say(editor, published_need, parent=say(other_editor, published_need))

    with CaptureQueriesContext(connection) as many:
        client.get(published_need.get_absolute_url())

    assert len(many) == len(few)


def test_the_api_says_the_same(sign_in, published_need, editor, other_editor):
    client = sign_in(editor)
    body = {"noun": "behov", "subject_id": published_need.pk, "kind": "question", "text": "Hei?"}

    made = client.post("/api/v1/innlegg/", body, content_type="application/json")
    hidden = say(other_editor, published_need, "Skal bort.")
    Comment.objects.filter(pk=hidden.pk).update(status="hidden")
    listed = client.get(f"/api/v1/innlegg/?noun=behov&subject_id={published_need.pk}").json()

    assert made.status_code == 201 and made.json()["status"] == "visible"
    assert {row["text"] for row in listed["results"]} == {"Hei?", ""}
    assert (
        client.post(
            "/api/v1/innlegg/", {"noun": "x", "subject_id": "y"}, content_type="application/json"
        ).status_code
        == 404
    )
