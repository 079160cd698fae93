"""Varsler: some follow more than their own, and everybody is told of what has happened."""

from innovation.models import Collaboration
from marketplace.clock import db_now
from marketplace.models import Follow, Organisation, ServiceArea, Untold
from marketplace.notices import digest, direct, telling
from marketplace.runtime.turns import within
from procurement.models import JointProcurement

from .needs import ASSESSMENT, AUTOMATIC

FIRST_DIGEST = "demo"


def follow(actors) -> None:
    """Before anything happens: two people follow what interests them."""
    _begin(actors["kommune"], ServiceArea.objects.get(path=ASSESSMENT))
    for name in ("kommune", "drammen", "leverandor"):
        _begin(actors[name], Organisation.objects.get(pk=actors["bodo"].organisation.pk))


def tell(actors) -> None:
    """Tell of everything, and write the first digests now instead of tomorrow at seven."""
    work = Collaboration.objects.get(title=AUTOMATIC)
    for thing in (work, *JointProcurement.objects.filter(status="published")):
        _begin(actors["leverandor"], thing)
    within(20, _all_is_told)
    for actor in actors.values():
        digest.write(actor.user, db_now(), FIRST_DIGEST)


def _begin(actor, thing) -> None:
    if not Follow.objects.about(thing).filter(user=actor.user).exists():
        Follow.objects.set(actor.user, thing, Follow.Level.ALL)


def _all_is_told() -> bool:
    """The worker tells too; what it holds is waited for."""
    telling.tell_all()
    direct.write_all()
    return not Untold.objects.due().exists() and not direct.waiting().exists()
