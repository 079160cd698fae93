"""What must be true before a version of the terms is published."""

from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_today
from marketplace.forms import reason
from marketplace.lifecycle import guard


def edit_link(terms, actor) -> str:
    """Where it is put right, for those who may."""
    return terms.edit_url


def why_sent_back():
    """What the second person asks for."""
    return reason(_("Hva må rettes?"))


@guard(_("Den som kontrollerer, må være en annen enn den som skrev utkastet sist."))
def is_another_person(terms, actor) -> bool:
    """Two persons: nobody controls what they wrote."""
    return actor.user is not None and actor.user.pk != terms.written_by_id


@guard(_("Tittel og tekst må være skrevet på bokmål, nynorsk og engelsk."), link=edit_link)
def is_translated(terms, actor) -> bool:
    """Tell whether no language is missing."""
    return all(
        getattr(terms, f"{field}{suffix}").strip()
        for field in ("title", "text")
        for suffix in ("", "_nn", "_en")
    )


@guard(
    _("Sett datoen vilkårene gjelder fra, og fristen for å godta når endringen er vesentlig."),
    link=edit_link,
)
def has_dates(terms, actor) -> bool:
    """Tell whether it is known from when, and by when it must be accepted."""
    asks_again = terms.material and terms.previous() is not None
    return terms.valid_from is not None and (terms.accept_by is not None or not asks_again)


@guard(_("Vilkårene kan ikke gjelde fra en dag som er passert. Send tilbake og sett ny dato."))
def starts_in_time(terms, actor) -> bool:
    """Nobody is bound backwards in time."""
    return terms.valid_from is not None and terms.valid_from >= db_today()


@guard(_("Vilkårene må gjelde fra en senere dag enn versjonen før. Send tilbake og sett ny dato."))
def starts_after_previous(terms, actor) -> bool:
    """Versions follow one another."""
    previous = terms.previous()
    return previous is None or (
        terms.valid_from is not None and terms.valid_from > previous.valid_from
    )


@guard(_("Siste dag for versjonen må være passert."))
def is_past_its_end(terms, actor) -> bool:
    """Another version has taken over."""
    return terms.valid_to is not None and terms.valid_to < db_today()
