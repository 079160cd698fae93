"""What it means that one organisation takes over for others: asked for, never copied.

Nothing that the old ones own is moved. Each of them names its heir, and whoever acts for the heir
reaches it too (`Actor.reach`, `Organisation.objects.of`). Only the people are moved.
"""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from marketplace.clock import db_now
from marketplace.lifecycle import StepRefused, Unmet
from marketplace.models import Event, Membership, Organisation


def obstacles(successor: Organisation, olds: list[Organisation]) -> list[str]:
    """Everything that stands in the way, in words."""
    found = [_split(old) for old in olds if is_taken(old)]
    if successor.valid_to is not None:
        found.append(_("%(name)s er selv avsluttet og kan ikke overta.") % {"name": successor})
    if successor in olds:
        found.append(_("Virksomheten som overtar, kan ikke også opphøre."))
    found += [_other_kind(old) for old in olds if old.kind != successor.kind]
    return found


def is_taken(old: Organisation) -> bool:
    """Tell whether the rights have gone to somebody, or are promised away."""
    return old.heir_id is not None or old.merged_in.filter(status="confirmed").exists()


def _split(old: Organisation) -> str:
    return _(
        "%(name)s er overtatt fra før, eller skal overtas. Ved deling kan bare én virksomhet "
        "overta rettighetene; de andre nye må godta vilkår og melde seg på selv."
    ) % {"name": old}


def _other_kind(old: Organisation) -> str:
    return _("%(name)s er ikke av samme type som virksomheten som overtar.") % {"name": old}


def announce(merger) -> None:
    """Set the last day of those that end, while nobody else can end them."""
    Organisation.objects.filter(pk__in=_everybody(merger)).hold()
    if found := obstacles(merger.successor, list(merger.predecessors.all())):
        raise StepRefused([Unmet(sentence) for sentence in found])
    merger.predecessors.filter(valid_to__isnull=True).update(valid_to=last_day(merger))


def call_off(merger) -> None:
    """Take the last day away again."""
    merger.predecessors.filter(valid_to=last_day(merger)).update(valid_to=None)


def last_day(merger) -> date:
    """The last day of those that end."""
    return merger.takes_effect_on - timedelta(days=1)


def carry_out(merger, by) -> None:
    """Name the heir, move the people, and write it on everybody concerned."""
    Organisation.objects.filter(pk__in=_everybody(merger)).hold()
    olds = list(merger.predecessors.all())
    # The one that takes over may have been taken over itself while this waited for its day.
    successor = merger.successor.heir or merger.successor
    # What they had inherited themselves goes on with them.
    Organisation.objects.filter(heir__in=olds).update(heir=successor)
    merger.predecessors.update(heir=successor)
    successor.succeeds.add(*olds)
    _move_people(olds, successor)
    for old in olds:
        _tell(old, "succeeded", by, successor)
        _tell(successor, "took_over", by, old)


def _everybody(merger) -> list[int]:
    return [merger.successor_id, *merger.predecessors.values_list("pk", flat=True)]


def _move_people(olds: list[Organisation], successor: Organisation) -> None:
    # Not `active()`: the old ones no longer exist today, so nobody is active in them.
    rows = Membership.objects.filter(organisation__in=olds, ended_at__isnull=True)
    for user, role in rows.values_list("user", "role").distinct():
        _let_in(successor, user, role)
    rows.update(ended_at=db_now())


def _let_in(successor: Organisation, user: int, role: str) -> None:
    """Give the role in the successor, unless the person holds it there already."""
    told = {"user_id": user, "organisation": successor, "role": role}
    row = Membership.objects.filter(**told).last() or Membership(**told, ended_at=db_now())
    if row.ended_at is not None:
        row.source, row.ended_at = Membership.Source.MERGER, None
        row.save()


def _tell(about: Organisation, step: str, by, other: Organisation) -> None:
    data = {"other": {"id": other.pk, "name": other.name}}
    Event.objects.write(about, step, by, note=other.full_name, data=data)
