"""The only way a status changes.

A step locks the row, checks the state, the actor and the guards, runs the rule, saves and writes
the Event: always in that order, always in one transaction.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.actor import Actor

# From the modules themselves: nouns of the cellar are steps' own too, and import this.
from marketplace.models.event import Event
from marketplace.models.noun import Noun
from marketplace.models.user import User
from marketplace.policy import Rule, machine

Text = str | Promise


@dataclass(frozen=True)
class Unmet:
    """Something that must be true before a step can be taken, and where to put it right."""

    sentence: Text
    link: str = ""


class StepRefused(Exception):
    """The step cannot be taken now; `unmet` says everything that is missing."""

    def __init__(self, unmet: list[Unmet]) -> None:
        super().__init__("; ".join(str(reason.sentence) for reason in unmet))
        self.unmet = unmet


def guard(sentence: Text, link: Callable[[Any, Actor], str] | None = None, explain=None):
    """Turn a predicate `(thing, actor) → bool` into a guard with a human sentence.

    `explain(thing, actor)` says it better when it is known who asks.
    """

    def mark(predicate):
        predicate.sentence, predicate.link, predicate.explain = sentence, link, explain
        return predicate

    return mark


def unmet_guard(predicate, thing, actor: Actor) -> Unmet:
    """Describe a guard that was not met."""
    link = predicate.link(thing, actor) if predicate.link else ""
    sentence = predicate.explain(thing, actor) if predicate.explain else predicate.sentence
    return Unmet(sentence, link)


def unmet_guards(guards: Iterable, thing, actor: Actor) -> list[Unmet]:
    """List every guard that does not hold."""
    return [unmet_guard(one, thing, actor) for one in guards if not one(thing, actor)]


class Step:
    """A verb on a noun: from, to, who, what must be true, and what the button reads."""

    def __init__(self, rule, sources, to, who: Rule, label: Text, **options) -> None:
        self.rule, self.to, self.who, self.label = rule, to, who, label
        self.sources = frozenset([sources] if isinstance(sources, str) else sources)
        self.done: Text = options.get("done", label)
        self.needs: Iterable = options.get("needs", ())
        self.asks: dict = options.get("asks", {})
        self.confirm: Text = options.get("confirm", "")
        self.then: Callable | None = options.get("then")
        self.primary: bool = options.get("primary", True)
        self.sensitive: bool = options.get("sensitive", False)
        self.__doc__ = rule.__doc__

    def __set_name__(self, owner, name: str) -> None:
        self.name = name

    def __get__(self, thing, owner=None):
        return self if thing is None else partial(self.take, thing)

    @property
    def is_automatic(self) -> bool:
        """Tell whether only the machine takes this step."""
        return self.who is machine

    def take(self, thing: "Lifecycle", *, by: Actor, **data) -> None:
        """Take the step, or raise StepRefused / PermissionDenied and change nothing."""
        with transaction.atomic():
            lock(thing)
            self._check(thing, by)
            source = thing.status
            self.rule(thing, by=by, **data)
            thing.status = self.to or thing.status
            thing.save()
            self._write(thing, by, source, data)
            if self.then:
                self.then(thing)

    def unmet(self, thing: "Lifecycle", actor: Actor) -> list[Unmet]:
        """List every guard that does not hold."""
        return unmet_guards(self.needs, thing, actor)

    def _check(self, thing, by: Actor) -> None:
        if thing.status not in self.sources:
            raise StepRefused([self._wrong_state(thing)])
        if not self.who(by, thing):
            raise PermissionDenied(_("Dette steget kan bare tas av %s.") % self.who.whom)
        if unmet := self.unmet(thing, by):
            raise StepRefused(unmet)

    def _wrong_state(self, thing) -> Unmet:
        sentence = _("Steget «%(step)s» kan ikke tas når status er «%(status)s».")
        return Unmet(sentence % {"step": self.label, "status": thing.get_status_display()})

    def _write(self, thing, by: Actor, source: str, data: dict) -> None:
        told = {name: plain(value) for name, value in data.items() if name != "note"}
        moved = (source, thing.status)
        note = data.get("note", "")
        Event.objects.write(thing, self.name, by, moved=moved, note=note, data=told)


def step(sources, *, to=None, who: Rule, label: Text, **options):
    """Declare a step.

    Options: `done` what the timeline says afterwards («Publisert»); `needs` guards; `asks` form
    fields by name (or functions that make them of `(thing, actor)`); `confirm` a sentence to agree
    to when it cannot be undone; `then` what follows by itself afterwards, in the same transaction;
    `primary=False` for a step off the main road; `sensitive=True` when whoever takes it must have
    proved lately who they are.
    """
    return lambda rule: Step(rule, sources, to, who, label, **options)


def lock(thing: models.Model) -> None:
    """Lock the row and read it afresh, so that what is checked is what is changed."""
    thing.refresh_from_db(from_queryset=type(thing)._base_manager.select_for_update())


def plain(value: Any) -> Any:
    """Make a value fit for an event: a model becomes its number and name.

    A person is told by number alone: events stay for ever, names may be erased.
    """
    if isinstance(value, User):
        return {"id": value.pk}
    if isinstance(value, models.Model):
        return {"id": value.pk, "name": str(value)}
    return value


@dataclass(frozen=True)
class OpenStep:
    """A step in the state it stands in now, seen by one actor."""

    step: Step
    thing: "Lifecycle"
    unmet: list[Unmet]
    mine: bool

    @property
    def url(self) -> str:
        """Where the step is taken."""
        return reverse("step", args=[self.thing.noun, self.thing.pk, self.step.name])

    @property
    def ready(self) -> bool:
        """Tell whether it can be taken at once."""
        return self.mine and not self.unmet

    @property
    def needs_page(self) -> bool:
        """Tell whether it asks something before it is taken."""
        return bool(self.step.asks or self.step.confirm)


class Lifecycle(Noun):
    """Livsløp: a noun with a status that only steps change."""

    nouns: ClassVar[dict[str, type["Lifecycle"]]] = {}

    created_at = models.DateTimeField(gettext_lazy("opprettet"), auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(gettext_lazy("endret"), auto_now=True, editable=False)

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        if "noun" in cls.__dict__:
            Lifecycle.nouns[cls.noun] = cls

    @classmethod
    def steps(cls) -> dict[str, Step]:
        """All steps by name, in the order they are written; a long life may have several parts."""
        parts = [part for one in reversed(cls.__mro__) for part in vars(one).items()]
        return {name: part for name, part in parts if isinstance(part, Step)}

    def open_steps(self, actor: Actor) -> list[OpenStep]:
        """Steps this actor may take from here, with what is still missing."""
        return [one for one in self.next_steps(actor) if one.mine]

    def next_steps(self, actor: Actor) -> list[OpenStep]:
        """My steps out of this status, then those on the main road that wait for others."""
        steps = [one for one in self.steps().values() if self.status in one.sources]
        seen = [self._seen(one, actor) for one in steps if not one.is_automatic]
        shown = [one for one in seen if one.mine or one.step.primary]
        return sorted(shown, key=lambda one: not one.mine)

    def _seen(self, one: Step, actor: Actor) -> OpenStep:
        mine = one.who(actor, self)
        return OpenStep(one, self, one.unmet(self, actor) if mine else [], mine)


def status_field(statuses: type[models.TextChoices], default: str) -> models.CharField:
    """Make the status column: stored, indexed, never in a form."""
    return models.CharField(
        gettext_lazy("status"),
        max_length=40,
        choices=statuses,
        default=default,
        editable=False,
        db_index=True,
    )
