"""What both sides have said to a contract, and what of it is frozen when they have."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.models import Organisation
from marketplace.versions import Snapshot

from ..prices.cost import MONTHS


def signer(label) -> models.ForeignKey:
    """A person who signed for one side."""
    told = {"null": True, "editable": False, "related_name": "+", "verbose_name": label}
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, **told)


def moment(label) -> models.DateTimeField:
    """When something was said."""
    return models.DateTimeField(label, null=True, editable=False)


class ContractTerms(models.Model):
    """Avtaletekst: the data-processing agreement, the signatures and the frozen content."""

    data_agreed_on = models.DateField(_("databehandleravtale inngått"), null=True, editable=False)
    data_agreed_by = models.TextField(_("inngått av"), blank=True, editable=False)
    buyer_signed_by = signer(_("signert for kjøperen"))
    buyer_signed_at = moment(_("kjøperen signerte"))
    supplier_signed_by = signer(_("signert for leverandøren"))
    supplier_signed_at = moment(_("leverandøren signerte"))
    signed_at = moment(_("signert av begge"))

    class Meta:
        abstract = True

    @property
    def versions(self):
        """The frozen texts, as `Snapshot` calls them."""
        return self.texts

    def content(self) -> dict:
        """Everything that is signed; no person's name, for it stands for ever."""
        told = {
            "number": self.number,
            "revision": self.revision,
            "buyer": party(self.buyer),
            "supplier": party(self.listing.supplier),
            "solution": str(self.listing),
            "version": self.version.number,
            "declaration": self.version.answers,
            "basis": self.basis,
            "agreement": str(self.agreement or ""),
        }
        return told | self._period() | self._costs() | self._said()

    def _period(self) -> dict:
        names = ("starts_on", "ends_on", "initial_months", "option_months")
        return {name: getattr(self, name) for name in names}

    def _costs(self) -> dict:
        cost = self.cost
        return {
            "lines": [line.content() for line in self.lines.all()],
            "recipients": [one.content() for one in self.recipients.all()],
            "per_year": cost.per_year,
            "once": cost.once,
            "initial_total": cost.over(self.initial_months),
            "four_years": cost.over(4 * MONTHS),
            "total": self.total,
            "amount": self.amount,
        }

    def _said(self) -> dict:
        names = ("data_agreed_on", "data_agreed_by", "buyer_signed_at", "supplier_signed_at")
        return {name: getattr(self, name) for name in names}


def party(organisation: Organisation) -> dict:
    """One side of the contract."""
    return {"name": organisation.full_name, "orgnr": organisation.orgnr or ""}


class ContractText(Snapshot):
    """Signert kontrakt: what both sides signed, with a hash. Append-only."""

    of = models.ForeignKey(
        "store.Contract",
        on_delete=models.PROTECT,
        related_name="texts",
        verbose_name=_("kontrakt"),
    )

    class Meta(Snapshot.Meta):
        verbose_name = _("signert kontrakt")
        verbose_name_plural = _("signerte kontrakter")
