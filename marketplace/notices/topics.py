"""What one can follow, and what one hears of by following it."""

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db.models import Q

from marketplace import nouns
from marketplace.models import Noun, Organisation, ServiceArea, User

DIGEST = "samlebrev"
SALT = "marketplace.notices.unsubscribe"


def above(thing: Noun) -> Q:
    """Follows of what the thing hangs on, and of the organisations it concerns."""
    found = [_at(thing, path) for path in thing.heard_through]
    found.append(_these(Organisation, thing.concerned().values_list("pk", flat=True)))
    return reduce(or_, found)


def _at(thing: Noun, path: str) -> Q:
    """Follows of what is found along the path; of an area, also those above it."""
    model = type(thing)
    rows = model._base_manager.filter(pk=thing.pk).values_list(path, flat=True)
    for part in path.split("__"):
        model = model._meta.get_field(part).related_model
    if model is ServiceArea:
        areas = ServiceArea.objects.filter(pk__in=rows)
        rows = [above.pk for area in areas for above in area.ancestors()]
    return _these(model, rows)


def _these(model: type[Noun], numbers) -> Q:
    kind = ContentType.objects.get_for_model(model)
    return Q(subject_type=kind, subject_id__in=[pk for pk in numbers if pk])


def name(thing: Noun | None) -> str:
    """A topic's name in an address: a noun and its number, or the digest."""
    return f"{thing.noun}:{thing.pk}" if thing else DIGEST


def sign(user: User, topic: str) -> str:
    """A token that lets whoever holds it end the person's e-mail on the topic, and nothing else."""
    return signing.Signer(salt=SALT).sign_object([user.pk, topic])


def read(token: str) -> tuple[User, str] | None:
    """The person and the topic of a token of ours; None for anything else."""
    try:
        pk, topic = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    return (user, topic) if user else None


def thing_of(user: User, topic: str) -> Noun:
    """The noun of a topic, if the person may see it; otherwise 404."""
    noun, _colon, number = topic.partition(":")
    return nouns.find(user, noun, int(number))
