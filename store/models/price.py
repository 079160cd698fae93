"""How a price is stated, on a listing and in a contract alike."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from marketplace.templatetags.fkj import thousands

YEARS = 4


class Priced(models.Model):
    """Prissatt: has a price, what it is counted by and how often it falls due."""

    class PriceModel(models.TextChoices):
        FLAT = "flat", _("Fast pris")
        PER_INHABITANT = "per_inhabitant", _("Pris per innbygger")
        ON_REQUEST = "on_request", _("Pris på forespørsel")

    class Period(models.TextChoices):
        MONTH = "month", _("per måned")
        YEAR = "year", _("per år")
        ONE_OFF = "one_off", _("én gang")

    price_model = models.CharField(
        _("prismodell"), max_length=20, choices=PriceModel, default=PriceModel.FLAT
    )
    price = models.DecimalField(
        _("pris i kroner uten mva."),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    period = models.CharField(_("betales"), max_length=10, choices=Period, default=Period.YEAR)

    class Meta:
        abstract = True

    @property
    def has_price(self) -> bool:
        """Tell whether a reader can see what it costs, or that one must ask."""
        return self.price is not None or self.price_model == self.PriceModel.ON_REQUEST

    @property
    def price_text(self) -> str:
        """The price in words: «12,50 kr per innbygger per måned»."""
        if self.price is None:
            return str(self.PriceModel.ON_REQUEST.label)
        is_counted = self.price_model == self.PriceModel.PER_INHABITANT
        counted = _now("per innbygger") if is_counted else ""
        words = [thousands(self.price), _now("kr"), counted, self.get_period_display()]
        return " ".join(str(word) for word in words if word)

    def value_for(self, inhabitants: int | None) -> Decimal | None:
        """What it costs over a framework's usual four years, or None when it cannot be known."""
        if self.price is None or self.price_model == self.PriceModel.ON_REQUEST:
            return None
        times = {self.Period.MONTH: 12 * YEARS, self.Period.YEAR: YEARS}.get(self.period, 1)
        if self.price_model == self.PriceModel.FLAT:
            return self.price * times
        return self.price * times * inhabitants if inhabitants else None
