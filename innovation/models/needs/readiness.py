"""What must be true before a need can go on."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.lifecycle import guard
from marketplace.models import Figure


def edit_link(need, actor) -> str:
    """Where what is missing in the text is put right."""
    return reverse("innovation:need_edit", args=[need.pk])


@guard(_("Eieren må være en kommune eller fylkeskommune."))
def is_owned_by_municipality(need, actor) -> bool:
    """An idea from others needs a sponsoring municipality first."""
    return need.owner.is_municipal


@guard(_("Internt klarsignal må være notert med rolle og dato."), link=edit_link)
def has_go_ahead(need, actor) -> bool:
    """Someone at home has said yes."""
    return bool(need.go_ahead_role and need.go_ahead_on)


@guard(_("Minst ett effektmål må være valgt."), link=edit_link)
def has_goal(need, actor) -> bool:
    """It is clear whom it is to help."""
    return bool(need.goals)


@guard(_("Delene Funksjon og Informasjon må være fylt ut."), link=edit_link)
def has_function_and_information(need, actor) -> bool:
    """What is needed is described well enough to be compared."""
    return not need.schema.missing(need.answers, need=True)


@guard(_("Nok kommuner må ha samme behov, eller unntaket må være begrunnet."))
def reached_threshold(need, actor) -> bool:
    """Enough municipalities stand behind it, or an exception is written down."""
    asked = Figure.objects.value("need-endorsements")
    return bool(need.exception) or need.reach()[0] >= asked


TO_PRIORITISE = [is_owned_by_municipality, has_go_ahead, has_goal]
