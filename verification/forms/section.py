"""One main section of a declaration, saved by itself while somebody types.

Two people may write at once. The page remembers a mark of each answer as it was when the page was
opened; an answer that somebody else has changed since is never written over: what only they have
changed stays theirs, and where both have changed the same, the later one sees both and chooses.
"""

from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied

from marketplace.clock import db_now
from marketplace.declaring import DeclaringForm
from marketplace.forms import TOO_LATE
from marketplace.models import Event
from marketplace.versions import fingerprint
from verification import policy
from verification.models import Version

# Whoever goes on with the same answers within this time leaves one trace, not one a second.
SITTING = timedelta(minutes=10)


def mark(answer) -> str:
    """A short fingerprint of an answer; no answer has one too."""
    return fingerprint({"answer": answer})[:12]


class Overtaken(Exception):
    """Somebody else has changed the same answers; `theirs` is what stands there now."""

    def __init__(self, theirs: dict) -> None:
        super().__init__(", ".join(theirs))
        self.theirs = theirs


class Marks(forms.JSONField):
    """Marks of the answers as they were when the page was opened: {key: mark}."""

    widget = forms.HiddenInput

    def clean(self, value) -> dict:
        """What is not marks is none: everything that has changed since is then asked about."""
        try:
            marks = super().clean(value)
        except forms.ValidationError:
            marks = None
        return marks if isinstance(marks, dict) else {}


class SectionForm(DeclaringForm):
    """The questions of one section. With `later`, what is wrong waits and the rest is saved."""

    seen = Marks(required=False)
    theirs = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)

    class Meta:
        model = Version
        fields: list[str] = []

    def __init__(self, *args, section: str, **kwargs) -> None:
        self.section = section
        super().__init__(*args, **kwargs)
        self.keys = list(self.declaration.fields)
        self.fields["theirs"].choices = [(key, key) for key in self.keys]
        self.initial["seen"] = self.marks(self.instance.answers)
        self.waiting: dict[str, list[str]] = {}
        self.changed: list[str] = []

    @classmethod
    def may_edit(cls, actor, noun) -> bool:
        """Its supplier, until it is declared."""
        return policy.fills_in(actor, noun)

    def marks(self, answers: dict) -> dict[str, str]:
        """A mark for each answer of the section."""
        return {key: mark(answers.get(key)) for key in self.keys}

    def leave_what_is_wrong(self) -> None:
        """Let the answers that are wrong stand as they were, so that the others can be saved."""
        self.waiting = {key: list(self.errors[key]) for key in self.keys if key in self.errors}
        for key in self.waiting:
            del self.errors[key]

    def prepare(self, noun) -> None:
        """Put the answers of the section among those that stand in the row, which is locked."""
        noun.refresh_from_db()
        noun.renew_questions()
        if noun.schema_version != self.declaration.schema.version:
            raise PermissionDenied(TOO_LATE)
        stored = noun.answers
        self.declaration.earlier = stored
        super().prepare(noun)
        mine = {key: self._mine(key, noun.answers, stored) for key in self.keys}
        settled = self._settle(mine, stored)
        others = {key: answer for key, answer in stored.items() if key not in self.keys}
        noun.answers = others | {k: answer for k, answer in settled.items() if answer is not None}
        self.changed = [key for key in self.keys if settled[key] != stored.get(key)]

    def _mine(self, key: str, given: dict, stored: dict):
        return stored.get(key) if key in self.waiting else given.get(key)

    def _settle(self, mine: dict, stored: dict) -> dict:
        """Whose answer stands, question by question; raises Overtaken where nobody can tell."""
        seen, theirs = self.cleaned_data["seen"], self.cleaned_data["theirs"]
        settled, disputed = {}, {}
        for key in self.keys:
            was, here = seen.get(key), stored.get(key)
            is_moved = mark(here) != was and mark(mine[key]) != mark(here)
            if key in theirs or (is_moved and mark(mine[key]) == was):
                settled[key] = here
            elif is_moved:
                disputed[key] = here
            else:
                settled[key] = mine[key]
        if disputed:
            raise Overtaken(disputed)
        return settled

    def _write_event(self, noun, is_new: bool) -> None:
        if self.changed and not self._goes_on(noun):
            moved = ("", noun.status)
            Event.objects.write(
                noun, Event.EDITED, self.actor, moved=moved, data={"fields": self.changed}
            )

    def _goes_on(self, noun) -> bool:
        """Tell whether the last trace says already that this person is changing these answers."""
        last = Event.objects.about(noun).newest().first()
        is_mine = last and last.step == Event.EDITED and last.actor_id == self.actor.user.pk
        return bool(
            is_mine
            and last.organisation_id == self.actor.organisation.pk
            and set(self.changed) <= set(last.data.get("fields", []))
            and last.at > db_now() - SITTING
        )
