"""How a price is stated, on a listing and in a contract alike."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .cost import Period as Periods
from .cost import Tiering
from .tag import CountedBy, PriceTag

YEARS = 4


class Priced(models.Model):
    """Prissatt: has a price, what it is counted by and how often it falls due."""

    class PriceModel(models.TextChoices):
        FLAT = "flat", _("Fast pris")
        PER_INHABITANT = "per_inhabitant", _("Pris per innbygger")
        PER_USER = "per_user", _("Pris per bruker")
        ON_REQUEST = "on_request", _("Pris på forespørsel")

    Period = Periods
    COUNTED: dict = {
        PriceModel.FLAT: CountedBy.FIXED,
        PriceModel.PER_INHABITANT: CountedBy.INHABITANT,
        PriceModel.PER_USER: CountedBy.USER,
    }

    price_model = models.CharField(
        _("prismodell"), max_length=20, choices=PriceModel, default=PriceModel.FLAT
    )
    price = models.DecimalField(
        _("pris i kroner uten mva."),
        max_digits=14,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    period = models.CharField(_("betales"), max_length=10, choices=Periods, default=Periods.YEAR)

    class Meta:
        abstract = True

    @property
    def tag(self) -> PriceTag | None:
        """The price as something that can be reckoned with, or None when one must ask."""
        if self.price is None or self.price_model == self.PriceModel.ON_REQUEST:
            return None
        counted = self.COUNTED[self.price_model]
        scale = ((1, self.price),)
        return PriceTag(counted, Tiering.FLAT, self.period, scale)

    @property
    def has_price(self) -> bool:
        """Tell whether a reader can see what it costs, or that one must ask."""
        return self.tag is not None or self.price_model == self.PriceModel.ON_REQUEST

    @property
    def price_text(self) -> str:
        """The price in words: «12,50 kr per innbygger per måned»."""
        return self.tag.text if self.tag else str(self.PriceModel.ON_REQUEST.label)

    def value_for(self, inhabitants: int | None) -> Decimal | None:
        """What it costs over a framework's usual four years, or None when it cannot be known."""
        tag = self.tag
        quantity = tag and tag.quantity_of(inhabitants=inhabitants)
        return tag.cost(quantity).over(12 * YEARS) if quantity else None
