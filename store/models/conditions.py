"""What must be true of a contract before anybody is bound."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_today
from marketplace.lifecycle import guard
from participation.models import accepted_terms

from . import ceiling
from .basis import BasisKind, agreements_for, is_below_threshold
from .listing import Listing


def edit_link(contract, actor) -> str:
    """Where the contract is put right."""
    return reverse("store:contract_edit", args=[contract.pk])


@guard(_("Løsningen må stå i butikken."))
def is_on_shelf(contract, actor) -> bool:
    """What is bought can be bought today."""
    return Listing.objects.on_shelf().filter(pk=contract.listing_id).exists()


@guard(_("Versjonen i kontrakten må være verifisert. Lagre på nytt for nyeste."), link=edit_link)
def has_verified_version(contract, actor) -> bool:
    """The very version that is bought holds a valid attestation."""
    return contract.version.attestations.valid().exists()


@guard(_("Avtalt pris kan ikke være høyere enn listeprisen."), link=edit_link)
def keeps_list_price(contract, actor) -> bool:
    """Nobody pays more than the store says."""
    if contract.list_price is None or contract.price is None:
        return contract.price is not None
    return contract.price <= contract.list_price


@guard(
    _("Kommunen må være part i rammeavtalen, og avtalen må gjelde i dag og ved oppstart."),
    link=edit_link,
)
def may_use_agreement(contract, actor) -> bool:
    """Only the original parties call off, and only while the agreement lasts."""
    if contract.basis != BasisKind.FRAMEWORK:
        return True
    today = db_today()
    starts = max(contract.starts_on or today, today)
    usable = agreements_for(contract.listing, contract.buyer).filter(pk=contract.agreement_id)
    return usable.filter(starts_on__lte=today, ends_on__gte=starts).exists()


@guard(_("Verdien er over terskelen for kjøp uten konkurranse."), link=edit_link)
def is_small_enough(contract, actor) -> bool:
    """Below the threshold means below the threshold."""
    return contract.basis != BasisKind.BELOW_THRESHOLD or is_below_threshold(contract.amount)


@guard(_("Rammeavtalen har ikke nok igjen til denne kontrakten."), link=edit_link)
def is_within_ceiling(contract, actor) -> bool:
    """Seen before anybody presses; `ceiling.reserve` decides under the lock."""
    return ceiling.has_room(contract)


@guard(_("Siste dag i kontrakten må være passert."))
def has_ended(contract, actor) -> bool:
    """The date of termination has come."""
    return contract.terminated_on is not None and contract.terminated_on <= db_today()


LAWFUL = [
    accepted_terms,
    is_on_shelf,
    has_verified_version,
    keeps_list_price,
    may_use_agreement,
    is_small_enough,
    is_within_ceiling,
]
