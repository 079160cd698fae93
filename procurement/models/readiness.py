"""What must be true before a joint procurement can go on."""

from datetime import timedelta

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from innovation.models import Collaboration
from marketplace.clock import db_now, db_today
from marketplace.lifecycle import guard
from marketplace.models import Figure

APPROVED_WORK = (
    Collaboration.Status.APPROVED,
    Collaboration.Status.HANDED_OVER,
    Collaboration.Status.CLOSED,
)


def edit_link(procurement, actor) -> str:
    """Where what is missing in the text is put right."""
    return reverse("procurement:procurement_edit", args=[procurement.pk])


def criterion_link(procurement, actor) -> str:
    """Where criteria are added."""
    return reverse("procurement:criterion_new", args=[procurement.pk])


@guard(_("Den som kontrollerer, må være en annen enn den som laget utkastet."))
def is_checked_by_another(procurement, actor) -> bool:
    """Two persons: nobody approves their own draft."""
    return actor.user is not None and actor.user.pk != procurement.drafted_by_id


@guard(_("Den som kunngjør, må være en annen enn den som kontrollerte."))
def is_published_by_another(procurement, actor) -> bool:
    """Two persons here too."""
    return actor.user is not None and actor.user.pk != procurement.reviewed_by_id


@guard(_("Felleskjøpet har ingen kriterier ennå."), link=criterion_link)
def has_criteria(procurement, actor) -> bool:
    """There is something to take out."""
    return procurement.criteria.exists()


@guard(_("Minst én kommune må være meldt på og ha signert."))
def has_participants(procurement, actor) -> bool:
    """Only those who are named before publication may call off."""
    return procurement.commitments.exists()


@guard(_("Anslått verdi og største samlede verdi må være oppgitt."), link=edit_link)
def has_values(procurement, actor) -> bool:
    """Both figures are announced."""
    return bool(procurement.estimated_value and procurement.max_value)


@guard(_("Avtaletiden er lengre enn tillatt, og lengden er ikke begrunnet."), link=edit_link)
def has_lawful_term(procurement, actor) -> bool:
    """A framework is not too long, or the length has a reason."""
    longest = Figure.objects.value("framework-max-months")
    return procurement.term_months <= longest or bool(procurement.term_reason)


@guard(_("Vektene på kriteriene må bli 100 til sammen."), link=criterion_link)
def weights_sum_to_hundred(procurement, actor) -> bool:
    """The criteria share one hundred."""
    return procurement.criteria.aggregate(total=Sum("weight"))["total"] == 100


@guard(_("Tilbudsfristen må være satt, og langt nok fram i tid."), link=edit_link)
def has_deadline_ahead(procurement, actor) -> bool:
    """Suppliers get at least the days that the procedure says, by the database's clock."""
    if procurement.deadline is None:
        return False
    return procurement.deadline > db_now() + timedelta(days=procurement.figure("minimum_days"))


@guard(
    _("Felles behovsgrunnlag må være godkjent, eller mangelen på grunnlag må være begrunnet."),
    link=edit_link,
)
def has_basis_or_reason(procurement, actor) -> bool:
    """It builds on what the municipalities agreed on, or says why not."""
    basis = procurement.basis
    if basis is None:
        return bool(procurement.no_basis_reason)
    return basis.of.status in APPROVED_WORK and basis == basis.of.newest_basis


@guard(_("Tilbudsfristen må ha gått ut."))
def deadline_has_passed(procurement, actor) -> bool:
    """The database's clock says so."""
    return procurement.deadline is not None and db_now() >= procurement.deadline


@guard(_("Åpningen er allerede godkjent av én person."))
def opening_is_not_approved(procurement, actor) -> bool:
    """The first of the two comes once."""
    return procurement.opening_approved_by_id is None


@guard(_("To personer må stå bak åpningen: én godkjenner først, en annen åpner."))
def is_opened_by_another(procurement, actor) -> bool:
    """Nobody opens offers alone."""
    first = procurement.opening_approved_by_id
    return first is not None and actor.user is not None and actor.user.pk != first


@guard(_("Det er ikke kommet inn nok tilbud."))
def has_enough_offers(procurement, actor) -> bool:
    """As many as the procedure asks for."""
    return procurement.offers.received().count() >= procurement.minimum_offers


@guard(_("Alle tilbud må ha poeng med begrunnelse på hvert kriterium utenom pris."))
def is_fully_scored(procurement, actor) -> bool:
    """A missing score blocks."""
    criteria = set(procurement.criteria.scored().values_list("pk", flat=True))
    offers = procurement.offers.received().prefetch_related("scores")
    return all(criteria <= {score.criterion_id for score in offer.scores.all()} for offer in offers)


@guard(_("Karensperioden er ikke over."))
def standstill_is_over(procurement, actor) -> bool:
    """The last day of standstill has passed in Norway, by the database's calendar."""
    if procurement.figure("standstill_days") == 0:
        return True
    until = procurement.standstill_until
    return until is not None and db_today() > until


@guard(_("Rammeavtalen må være signert av begge parter."))
def agreement_is_signed(procurement, actor) -> bool:
    """Both names are under it."""
    return procurement.agreements.signed().exists()
