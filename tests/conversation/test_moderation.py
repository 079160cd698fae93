"""What may not stand: reported, hidden with a reason, and its author heard once."""

import pytest
from django.core.exceptions import PermissionDenied

from marketplace.lifecycle import StepRefused
from marketplace.models import Comment, Letter
from tests.conversation.talking import say

pytestmark = pytest.mark.django_db


def test_what_is_hidden_is_read_by_its_author_and_fkj(
    published_need, other_editor, editor, facilitator
):
    comment = say(other_editor, published_need, "Ola bor i gata vår.")

    comment.hide(by=facilitator, cause="personal", note="Her står det om en person.")

    assert comment.text_for(editor) == ""
    assert comment.text_for(other_editor) == comment.text_for(facilitator) == comment.text
    letter = Letter.objects.get(user=other_editor.user)
    assert "Her står det om en person." in letter.text
    assert "Personopplysninger" in letter.text


def test_the_author_is_heard_once(published_need, other_editor, facilitator):
    comment = say(other_editor, published_need)
    comment.hide(by=facilitator, cause="off_topic", note="Hører til et annet sted.")
    comment.object_to_hiding(by=other_editor, note="Det gjelder nettopp dette.")

    assert comment in Comment.objects.waiting_for(facilitator)
    with pytest.raises(StepRefused):
        comment.object_to_hiding(by=other_editor, note="Igjen.")
    comment.keep_hidden(by=facilitator, note="Vi har sett på det.")
    assert comment not in Comment.objects.waiting_for(facilitator)


def test_a_report_reaches_the_moderators_and_is_made_once(
    published_need, other_editor, editor, facilitator
):
    comment = say(other_editor, published_need)
    comment.report(by=editor, cause="advertising", note="Reklame.")

    assert comment in Comment.objects.waiting_for(facilitator)
    with pytest.raises(StepRefused, match="allerede meldt"):
        comment.report(by=editor, cause="other")
    with pytest.raises(PermissionDenied):
        comment.report(by=other_editor, cause="other")
    comment.dismiss_reports(by=facilitator)
    assert comment not in Comment.objects.waiting_for(facilitator)


def test_who_reported_is_for_the_moderators(published_need, other_editor, editor, facilitator):
    comment = say(other_editor, published_need)
    comment.report(by=editor, cause="other")

    assert "report" in [event.step for event in comment.told_to(facilitator)]
    assert "report" not in [event.step for event in comment.told_to(other_editor)]


def test_moderation_is_for_moderators(sign_in, published_need, supplier, facilitator, editor):
    comment = say(supplier, published_need, "Vårt første innlegg.")

    assert comment.text in sign_in(facilitator).get("/moderering/").content.decode()
    assert sign_in(editor).get("/moderering/").status_code == 403
