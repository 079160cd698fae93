"""Whom an event concerns, and why they are told."""

from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from marketplace.actor import Actor
from marketplace.models import (
    Event,
    Follow,
    Membership,
    Notice,
    Noun,
    Organisation,
    Role,
    User,
    Waiting,
)

from . import topics

Kind = Notice.Kind


def of(event: Event, thing: Noun) -> dict[User, str]:
    """Everybody to tell, each with the weightiest reason; never the one who did it."""
    why = dict.fromkeys(followers(event, thing), Kind.FOLLOWED)
    why |= dict.fromkeys(decided_for(event, thing), Kind.DECISION)
    why |= dict.fromkeys(called_upon(event, thing), Kind.TASK)
    why |= dict.fromkeys(event.data.get("mentions", []), Kind.MENTION)
    why.pop(event.actor_id, None)
    people = User.objects.filter(pk__in=why, is_active=True)
    return {user: why[user.pk] for user in people if may_hear(user, event, thing)}


def may_hear(user: User, event: Event, thing: Noun) -> bool:
    """Nobody hears of what they may not see: neither the thing, nor what has happened with it."""
    if not type(thing).objects.visible_to(user).filter(pk=thing.pk).exists():
        return False
    return any(thing.told_to(actor).filter(pk=event.pk).exists() for actor in actors_of(user))


def actors_of(user: User) -> list[Actor]:
    """The person on behalf of each organisation they belong to; of nobody when there is none."""
    rows = list(user.memberships.active().with_reach())
    places = {row.organisation_id for row in rows}
    return [Actor.among(user, rows, pk) for pk in sorted(places)] or [Actor(user)]


def is_move(event: Event) -> bool:
    """Tell whether the status changed; a saved form names the status without changing it."""
    return event.step != Event.EDITED and event.to_status != event.from_status


def followers(event: Event, thing: Noun):
    """Those who follow it, or what it hangs on; the latter hear only when its status moves."""
    level = Follow.Level
    since = Follow.objects.filter(since__lte=event.at)
    own = since.about(thing)
    wanted = [level.ALL, level.MOVES] if is_move(event) else [level.ALL]
    told = own.filter(level__in=wanted).values_list("user", flat=True)
    if not is_move(event):
        return set(told)
    around = since.active().filter(topics.above(thing))
    declined = Follow.objects.about(thing).filter(level=level.OFF).values("user")
    return {*told, *around.exclude(user__in=declined).values_list("user", flat=True)}


def decided_for(event: Event, thing: Noun):
    """Those whose organisation somebody else has decided something for."""
    if not is_move(event) or event.to_status not in thing.decisive:
        return []
    others = thing.concerned().exclude(pk=event.organisation_id)
    members = Membership.objects.active().filter(organisation__in=others.values("pk"))
    return members.exclude(role=Role.MEMBER).values_list("user", flat=True)


def called_upon(event: Event, thing: Noun) -> set[int]:
    """Those for whom the thing waits now and did not wait before.

    What waits is asked of the thing as it is, so it is told with the newest of its events. Who
    starts something keeps it at hand: colleagues are not called upon until it moves on.
    """
    if Event.objects.about(thing).filter(pk__gt=event.pk, untold__isnull=False).exists():
        return set()
    kind = ContentType.objects.get_for_model(thing)
    rows = Waiting.objects.filter(subject_type=kind, subject_id=thing.pk)
    before = {(row.user_id, row.organisation_id): row.pk for row in rows}
    now = {(actor.user.pk, actor.organisation.pk) for actor in waits_for(thing)}
    rows.filter(pk__in=[pk for pair, pk in before.items() if pair not in now]).delete()
    fresh = now - before.keys()
    _remember(kind, thing, fresh)
    own = event.organisation_id if event.step == Event.CREATED else None
    return {user for user, organisation in fresh if organisation != own}


def _remember(kind: ContentType, thing: Noun, pairs: set[tuple[int, int]]) -> None:
    Waiting.objects.bulk_create(
        Waiting(user_id=user, organisation_id=organisation, subject_type=kind, subject_id=thing.pk)
        for user, organisation in sorted(pairs)
    )


def waits_for(thing: Noun) -> list[Actor]:
    """Everybody who has the next move with the thing."""
    rows = type(thing).objects.filter(pk=thing.pk)
    if not hasattr(rows, "waiting_for"):
        return []
    return [actor for actor in candidates(thing) if rows.waiting_for(actor).exists()]


def candidates(thing: Noun) -> list[Actor]:
    """Everybody at the organisations that may have the next move, and at FKJ."""
    where = Q(organisation__in=thing.called_on().values("pk"))
    where |= Q(organisation__kind=Organisation.Kind.OPERATOR)
    rows = Membership.objects.active().filter(where, user__is_active=True)
    rows = rows.with_reach().select_related("user", "organisation")
    rows = rows.order_by("user", "organisation", "pk")
    each = groupby(rows, key=lambda row: (row.user, row.organisation.pk))
    return [Actor.among(user, list(roles), pk) for (user, pk), roles in each]
