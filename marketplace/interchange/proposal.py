"""Answers from a file, held up against those that stand there: what would change, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from marketplace.declaration import DeclarationForm
from marketplace.declaration.changes import SectionChanges, changes
from marketplace.forms import contains_patient
from marketplace.versions import fingerprint

from .found import Found, Mistake

SALT = "marketplace.interchange"
LIFE = 3600


class Stale(Exception):
    """The answers have changed since the proposal was shown, or it is too old."""


@dataclass(frozen=True)
class Proposal:
    """Forslag: the answers after the change, the changes one by one, and what is left out."""

    answers: dict[str, Any]
    changes: list[SectionChanges]
    mistakes: list[Mistake]
    token: str

    @property
    def number(self) -> int:
        """How many answers would change."""
        return sum(len(part.changes) for part in self.changes)

    @classmethod
    def of(cls, thing, found: Found, documents=()) -> Proposal:
        """Check every answer as the form does; what is wrong is left out and told."""
        schema = thing.schema
        given = {key: answer for key, answer in found.answers.items() if key in schema}
        form = DeclarationForm(schema, dict(given), initial=thing.answers, documents=documents)
        wrong = [
            Mistake(found.place(key, schema[key].label), " ".join(texts))
            for key, texts in form.errors.items()
            if key in given
        ]
        patients = [key for key in given if contains_patient(given[key])]
        wrong += [Mistake(found.place(key, schema[key].label), no_patients()) for key in patients]
        kept = given.keys() - form.errors.keys() - set(patients)
        told = {key: answer for key, answer in form.answers().items() if key in kept}
        cleared = {key for key in kept if given[key] in (None, "", [])}
        stays = {key: answer for key, answer in thing.answers.items() if key not in cleared}
        after = schema.relevant(stays | told)
        changed = changes(schema, thing.answers, schema, after)
        token = sign(thing, after)
        return cls(after, changed, [*found.mistakes, *wrong], token)


def no_patients() -> str:
    """The sentence about national numbers."""
    return _("Fjern fødselsnummeret. Her skal det ikke stå persondata.")


def sign(thing, answers: dict) -> str:
    """What was shown, so that exactly that is saved."""
    told = [thing.noun, thing.pk, fingerprint(thing.answers), answers]
    return signing.dumps(told, salt=SALT, compress=True)


def confirmed(thing, token: str) -> dict:
    """The answers that were shown for this thing; the row is locked by whoever asks."""
    try:
        noun, pk, before, answers = signing.loads(token, salt=SALT, max_age=LIFE)
    except signing.BadSignature as forged:
        raise Stale from forged
    if (noun, pk, before) != (thing.noun, thing.pk, fingerprint(thing.answers)):
        raise Stale
    return answers
