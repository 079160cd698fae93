"""What must be true of a collaboration before it goes on."""

from django.utils.translation import gettext_lazy as _

from marketplace.lifecycle import guard

from ..needs.need import Need
from .track import Track


@guard(_("Minst to kommuner må være med, hver godtatt av lederen for samarbeidet."))
def has_two_municipalities(work, actor) -> bool:
    """A collaboration is at least two."""
    return work.parties.municipal().number() >= 2


@guard(_("Kjerneteamet (krets 1) må være på plass."))
def has_core_team(work, actor) -> bool:
    """Circle 1 is done before the others start."""
    return work.tracks.filter(kind=Track.Kind.CORE_TEAM, status=Track.Status.DONE).exists()


@guard(_("Krets 2–4 må være fullført, eller merket som ikke relevant med begrunnelse."))
def finished_tracks(work, actor) -> bool:
    """Users, suppliers and information management have been heard."""
    return not work.tracks.unfinished().exists()


@guard(_("Behovet må være publisert, og ikke trukket eller dekket."))
def has_open_need(work, actor) -> bool:
    """The need may be in another collaboration too, but it must still be there to work on."""
    return work.need.status in (Need.Status.PUBLISHED, Need.Status.IN_COLLABORATION)
