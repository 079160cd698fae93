"""Notices gathered by what they are about, with only what the reader may still see."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType

from marketplace.models import Notice, Noun, User

Key = tuple[int, int]


@dataclass
class Group:
    """One thing and what happened with it, newest first."""

    thing: Noun
    notices: list[Notice] = field(default_factory=list)

    @property
    def noun(self) -> str:
        """What kind of thing it is, in the reader's language."""
        return str(self.thing._meta.verbose_name)

    @property
    def unread(self) -> int:
        """How many the reader has not seen."""
        return sum(notice.read_at is None for notice in self.notices)


def key(notice: Notice) -> Key:
    """What the notice is about."""
    return notice.subject_type_id, notice.subject_id


def by_thing(user: User, notices: Iterable[Notice]) -> list[Group]:
    """Group the notices in the order they come; what the person may not see is left out."""
    notices = list(notices)
    groups = {at: Group(thing) for at, thing in things(user, map(key, notices)).items()}
    found: dict[Key, Group] = {}
    for notice in notices:
        if group := groups.get(key(notice)):
            found.setdefault(key(notice), group).notices.append(notice)
    return list(found.values())


def things(user: User, keys: Iterable[Key]) -> dict[Key, Noun]:
    """Find the things that the person may see: one query for each kind of thing."""
    numbers: dict[int, set[int]] = {}
    for kind, pk in keys:
        numbers.setdefault(kind, set()).add(pk)
    return {
        (kind, thing.pk): thing for kind, pks in numbers.items() for thing in _seen(user, kind, pks)
    }


def _seen(user: User, kind: int, pks: set[int]):
    model = ContentType.objects.get_for_id(kind).model_class()
    if model is None or not issubclass(model, Noun):
        return []
    return model.objects.visible_to(user).filter(pk__in=pks).select_related(*model.named_with)
