"""On what ground a buyer may buy: being in the store is not being procured."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from marketplace.models import Figure
from procurement.models import FrameworkAgreement

THRESHOLD = "national-threshold"
LONGEST = "framework-max-months"


class BasisKind(models.TextChoices):
    """Grunnlag: what makes the purchase lawful."""

    FRAMEWORK = "framework", _("Rammeavtale")
    BELOW_THRESHOLD = "below_threshold", _("Under terskelverdi")
    OWN_COMPETITION = "own_competition", _("Egen konkurranse")


MEANING = {
    BasisKind.FRAMEWORK: _(
        "Virksomheten er part i rammeavtalen. Dere kan gjøre avrop etter reglene i avtalen, uten "
        "en egen konkurranse."
    ),
    BasisKind.BELOW_THRESHOLD: _(
        "Det løsningen koster over fire år, er under terskelverdien. Dere kan kjøpe uten å "
        "kunngjøre en konkurranse, men spør gjerne flere."
    ),
    BasisKind.OWN_COMPETITION: _(
        "Å stå i butikken er ikke det samme som å være anskaffet. Dere må holde en egen "
        "konkurranse, eller bli med i et felleskjøp, før dere kan inngå kontrakt."
    ),
}
BUTTONS = {
    BasisKind.FRAMEWORK: _("Gjør avrop på rammeavtalen"),
    BasisKind.BELOW_THRESHOLD: _("Lag kontrakt"),
    BasisKind.OWN_COMPETITION: _("Lag kontrakt etter konkurransen"),
}


@dataclass(frozen=True)
class Basis:
    """Kjøpsgrunnlag: the kind, and the agreement when there is one."""

    kind: BasisKind
    agreement: FrameworkAgreement | None = None

    @property
    def label(self) -> str:
        """Words for the reader."""
        return str(self.kind.label)

    @property
    def meaning(self) -> str:
        """What the reader can do, and what they cannot."""
        return str(MEANING[self.kind])

    @property
    def button(self) -> str:
        """What the way to a contract reads."""
        return str(BUTTONS[self.kind])


class Grounds:
    """Hjemler: what one organisation may buy on, asked for once and told for many listings."""

    def __init__(self, organisation) -> None:
        self.inhabitants = organisation.population if organisation else None
        self.agreements = list(agreements_of(organisation))

    @cached_property
    def threshold(self) -> Decimal:
        """The value under which no announced competition is needed."""
        return Figure.objects.value(THRESHOLD)

    def basis_for(self, listing) -> Basis:
        """The best ground the organisation has to buy the listing on."""
        if agreement := next((a for a in self.agreements if covers(a, listing)), None):
            return Basis(BasisKind.FRAMEWORK, agreement)
        value = listing.value_for(self.inhabitants)
        is_small = value is not None and value < self.threshold
        return Basis(BasisKind.BELOW_THRESHOLD if is_small else BasisKind.OWN_COMPETITION)


def agreements_of(organisation):
    """Active framework agreements that the organisation is a party to."""
    if organisation is None:
        return FrameworkAgreement.objects.none()
    rows = FrameworkAgreement.objects.active().usable_by(organisation)
    return rows.select_related("offer", "procurement", "supplier").order_by("pk")


def covers(agreement: FrameworkAgreement, listing) -> bool:
    """Tell whether the listing is what the agreement is about."""
    is_same = agreement.offer.application_id in (None, listing.application_id)
    return is_same and agreement.supplier_id == listing.application.supplier_id


def agreements_for(listing, organisation):
    """Those of the organisation's agreements that the listing may be called off on."""
    named = Q(offer__application=None) | Q(offer__application=listing.application_id)
    return agreements_of(organisation).filter(named, supplier=listing.application.supplier_id)


def is_below_threshold(value: Decimal) -> bool:
    """Tell whether the value needs no competition by the national threshold of today."""
    return value < Figure.objects.value(THRESHOLD)


def longest_months() -> int:
    """How many months a call-off may last by the rule of today, options included."""
    return int(Figure.objects.value(LONGEST))
