"""My tasks: everything that waits for a person or their organisation, from all rooms.

Nothing is copied: each noun says through `waiting_for` what waits for whom, and through `due_on`
by when. What waits without being a step on a noun is told in `MORE`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.actor import Actor
from marketplace.clock import db_today
from marketplace.lifecycle import Lifecycle
from participation.models import Terms
from store import policy as store
from store.models import Adoption
from verification.models import Application

MOST = 50
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Task:
    """Oppgave: one thing that waits, where it is done, what to do, and by when."""

    title: str
    url: str
    kind: str
    tag: str
    status: str
    due: date | None = None
    verb: str | Promise = ""
    late: bool = False
    soon: bool = False


@dataclass(frozen=True)
class Group:
    """Tasks that are as urgent as each other."""

    heading: str | Promise
    tasks: list[Task]


def tasks(actor: Actor) -> list[Task]:
    """Everything that waits, the most urgent first; things without a date come last."""
    if actor.organisation is None:
        return []
    today = db_today()
    found = [*_on_nouns(actor, today)]
    for more in MORE:
        found += more(actor, today)
    return sorted(found, key=lambda task: (task.due is None, task.due or today))


def grouped(found: list[Task]) -> list[Group]:
    """The tasks under headings: overdue, soon, later, and without a date."""
    groups = [
        Group(_("Over fristen"), [task for task in found if task.late]),
        Group(_("De neste sju dagene"), [task for task in found if task.soon]),
        Group(_("Senere"), [t for t in found if t.due and not t.late and not t.soon]),
        Group(_("Uten frist"), [task for task in found if not task.due]),
    ]
    return [group for group in groups if group.tasks]


def waiting() -> list[type[Lifecycle]]:
    """The nouns that can wait for somebody."""
    return [model for model in Lifecycle.nouns.values() if hasattr(model.objects, "waiting_for")]


def _on_nouns(actor: Actor, today: date) -> Iterable[Task]:
    # What is to be accepted is told in `terms_to_accept`, also to those who may not accept it.
    for model in [one for one in waiting() if one is not Terms or actor.is_fkj]:
        rows = model.objects.waiting_for(actor).select_related(*model.named_with)
        for thing in rows[:MOST]:
            yield task(thing, today, verb=_first_verb(thing, actor))


def _first_verb(thing: Lifecycle, actor: Actor) -> str | Promise:
    """The step on the main road that the actor takes from here, without asking what is missing."""
    steps = [one for one in thing.steps().values() if thing.status in one.sources and one.primary]
    return next((one.label for one in steps if one.who(actor, thing)), "")


def task(thing: Model, today: date, **told) -> Task:
    """One line among the tasks."""
    due = told.pop("due", None) or getattr(thing, "due_on", None)
    words = {
        "title": str(thing),
        "url": told.pop("url", "") or thing.get_absolute_url(),
        "kind": thing._meta.verbose_name,
        "tag": thing.get_status_display() if hasattr(thing, "get_status_display") else "",
        "status": getattr(thing, "status", ""),
    }
    late = due is not None and due < today
    soon = due is not None and today <= due <= today + SOON
    return Task(**words | told, due=due, late=late, soon=soon)


def terms_to_accept(actor: Actor, today: date) -> list[Task]:
    """Terms that the organisation has not accepted; those that stop it now are due today."""
    told = {"tag": _("Må godtas"), "status": "needs_changes", "verb": _("Les og godta")}
    waiting = Terms.objects.unaccepted_by(actor.organisation)
    return [task(terms, today, due=terms.due_on or today, **told) for terms in waiting]


def ready_for_the_store(actor: Actor, today: date) -> list[Task]:
    """Applications that are verified and could be sold, but do not stand in the store."""
    told = {"tag": _("Kan legges ut i butikken"), "status": "verified"}
    mine = Application.objects.verified().filter(supplier__in=actor.reach, listing=None)
    return [task(one, today, **told) for one in mine[:MOST]]


def uses_to_confirm(actor: Actor, today: date) -> list[Task]:
    """What the municipality said a year ago that it uses, and must stand by to be counted."""
    if not store.may_tell(actor):
        return []
    told = {"tag": _("Må bekreftes"), "status": "needs_changes", "verb": _("Stemmer det fortsatt?")}
    mine = Adoption.objects.to_confirm().filter(organisation__in=actor.reach)
    rows = mine.select_related("organisation", "listing__application")
    return [task(one, today, due=one.stale_on, **told) for one in rows[:MOST]]


MORE: list[Callable[[Actor, date], list[Task]]] = [
    terms_to_accept,
    ready_for_the_store,
    uses_to_confirm,
]
