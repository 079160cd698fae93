"""What must be true of a contract before anybody is bound."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.clock import db_today
from marketplace.lifecycle import guard
from participation.models import Qualification, Terms, accepted_terms

from ..basis import BasisKind, agreements_for, is_below_threshold, longest_months
from ..listing import Listing
from . import ceiling
from .status import RUNNING, ContractStatus


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


@guard(_("Avropet kan ikke vare lenger enn rammeavtaler kan, opsjonen medregnet."), link=edit_link)
def keeps_to_longest_term(contract, actor) -> bool:
    """A call-off does not outlast what a framework may last."""
    return contract.basis != BasisKind.FRAMEWORK or contract.months <= longest_months()


@guard(_("Samlet verdi må minst være det linjene koster i hele perioden."), link=edit_link)
def covers_its_lines(contract, actor) -> bool:
    """What is reserved is enough for what is ordered."""
    return contract.amount >= contract.total


@guard(_("Leverandøren må være kvalifisert og ha godtatt vilkårene."))
def supplier_is_active(contract, actor) -> bool:
    """The supplier, or whoever has taken it over, may sell today."""
    supplier = contract.listing.application.supplier
    heir = supplier.heir or supplier
    valid = Qualification.objects.valid().filter(supplier=heir).exists()
    return valid and not Terms.objects.owed_by(heir).exists()


@guard(_("Registrer databehandleravtalen først."))
def has_data_agreement(contract, actor) -> bool:
    """It is agreed how personal data are handled."""
    return contract.data_agreed_on is not None


@guard(_("Kommunen har allerede signert."))
def buyer_has_not_signed(contract, actor) -> bool:
    """One signature from each side."""
    return contract.buyer_signed_at is None


@guard(_("Leverandøren har allerede signert."))
def supplier_has_not_signed(contract, actor) -> bool:
    """One signature from each side."""
    return contract.supplier_signed_at is None


@guard(_("Begge parter må ha signert."))
def both_have_signed(contract, actor) -> bool:
    """Both are bound, or none."""
    return bool(contract.buyer_signed_at and contract.supplier_signed_at)


@guard(_("Kontrakten som endres, gjelder ikke lenger."))
def amends_what_stands(contract, actor) -> bool:
    """Only what is in force can be amended."""
    return contract.amends is None or contract.amends.status in RUNNING


@guard(_("En endring kan ikke gjøre kontrakten mindre eller kortere."), link=edit_link)
def only_adds(contract, actor) -> bool:
    """What is agreed before stands."""
    old = contract.amends
    is_less = old and (contract.amount < old.amount or contract.months < old.months)
    return not is_less


@guard(_("Det finnes allerede en endring som ikke er ferdig."))
def has_no_open_amendment(contract, actor) -> bool:
    """One amendment at a time."""
    return not contract.amendments.exclude(status=ContractStatus.CANCELLED).exists()


@guard(_("Kontrakten har ingen opsjon som ikke er brukt."))
def has_option(contract, actor) -> bool:
    """There are months that have not been used."""
    return contract.option_months > 0 and contract.option_used_on is None


@guard(_("Det er ingen tillegg å fjerne."))
def has_extra_lines(contract, actor) -> bool:
    """There is something besides the solution itself."""
    return contract.extra_lines.exists()


@guard(_("Siste dag i kontrakten må være over."))
def has_ended(contract, actor) -> bool:
    """The last day has passed, by the database's calendar."""
    return contract.ends_on is not None and contract.ends_on < db_today()


LAWFUL = [
    accepted_terms,
    is_on_shelf,
    has_verified_version,
    keeps_list_price,
    may_use_agreement,
    is_small_enough,
    is_within_ceiling,
    keeps_to_longest_term,
    covers_its_lines,
    amends_what_stands,
    only_adds,
]
