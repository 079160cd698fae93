"""Finding who is mentioned: «@Ola Nordmann», or «@Ola Nordmann (Bodø)» when there are two."""

import re
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from marketplace.models import Comment, Membership, Noun

MOST = 300
SPACE = re.compile(r"\s+")


def people(thing: Noun) -> dict[str, dict[int, str]]:
    """Who can be mentioned: name → {person: organisation}.

    Those who belong to the organisations it concerns, and those who have written already.
    """
    written = Comment.objects.about(thing).values("author")
    belong = Membership.objects.active().filter(user__is_active=True)
    rows = belong.filter(Q(organisation__in=thing.concerned()) | Q(user__in=written))
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for row in rows.select_related("user", "organisation").order_by("pk")[:MOST]:
        found[row.user.get_full_name()].setdefault(row.user_id, row.organisation.name)
    return {name: persons for name, persons in found.items() if name}


def mentioned(text: str, thing: Noun) -> set[int]:
    """The persons that the text mentions; refuses a name that two people have."""
    if "@" not in text:
        return set()
    known = people(thing)
    parts = [SPACE.sub(" ", part).casefold() for part in text.split("@")[1:]]
    return {who for part in parts for who in _who(part, known)}


def _who(part: str, known: dict[str, dict[int, str]]) -> set[int]:
    """The person whose name the part begins with, the longest name first."""
    names = [name for name in known if _begins(part, name.casefold())]
    if not names:
        return set()
    name = max(names, key=len)
    rest = part[len(name) :].lstrip()
    persons = known[name]
    named = {who for who, place in persons.items() if rest.startswith(f"({place.casefold()})")}
    found = named or set(persons)
    if len(found) > 1:
        raise ValidationError(_several(name, persons))
    return found


def _begins(part: str, name: str) -> bool:
    """Tell whether the whole name stands there: «Ola Nord» is not «Ola Nordmann»."""
    return part.startswith(name) and not part[len(name) : len(name) + 1].isalnum()


def _several(name: str, persons: dict[int, str]) -> str:
    choices = " / ".join(f"@{name} ({place})" for place in persons.values())
    told = _("Flere heter %(name)s. Skriv hvem du mener: %(choices)s.")
    return told % {"name": name, "choices": choices}


def choices(thing: Noun) -> list[str]:
    """The names as they are written, with where each belongs."""
    found = people(thing).items()
    return sorted(f"{name} ({place})" for name, persons in found for place in persons.values())
