"""From event to notice: each once, whatever goes wrong on the way."""

import pytest
from django.db import transaction

from innovation.models import Need
from marketplace.actor import SYSTEM
from marketplace.lifecycle import Lifecycle
from marketplace.models import Event, Notice, Untold
from marketplace.notices import telling, topics

pytestmark = pytest.mark.django_db


def test_an_event_waits_to_be_told_from_the_moment_it_is_written(draft_need):
    events = set(Event.objects.values_list("pk", flat=True))

    assert set(Untold.objects.values_list("pk", flat=True)) == events


def test_an_event_that_is_rolled_back_is_not_told(draft_need, editor):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        draft_need.propose(by=editor)
        raise ZeroDivisionError

    assert Untold.objects.count() == Event.objects.count()


def test_one_event_that_cannot_be_told_stops_no_other(draft_need, editor, member, told):
    broken = Event.objects.write(draft_need, "commented", editor, data={"mentions": ["nobody"]})

    Event.objects.write(draft_need, "commented", editor, data={"mentions": [member.user.pk]})

    assert told(member) == [("commented", "mention")]
    assert Untold.objects.get().pk == broken.pk
    assert Untold.objects.get().attempt == 1
    assert not Untold.objects.due().exists()


def test_an_event_about_something_without_a_page_is_done_with(editor, told):
    Event.objects.write(editor.user, Event.EDITED, SYSTEM)

    told()

    assert not Untold.objects.exists()


def test_telling_twice_tells_once(draft_need, editor, approver, told):
    event = draft_need.timeline()[0]
    telling.tell(event)
    telling.tell(event)
    draft_need.propose(by=editor)
    told()

    assert Notice.objects.filter(event__step="propose", user=approver.user).count() == 1


@pytest.mark.parametrize("model", Lifecycle.nouns.values(), ids=Lifecycle.nouns.keys())
def test_what_a_noun_says_about_notices_is_true_of_it(model):
    assert set(model.decisive) <= set(model.Status.values)
    topics.above(model(pk=0, **({"need": Need(pk=0)} if model.noun == "samarbeid" else {})))
