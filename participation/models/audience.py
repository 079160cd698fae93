"""Whom a set of terms binds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.models import Organisation

Kind = Organisation.Kind


class Audience(models.TextChoices):
    """Målgruppe: whom a set of terms binds. FKJ itself is bound by none."""

    MUNICIPAL = "municipal", _("Kommuner og fylkeskommuner")
    SUPPLIER = "supplier", _("Leverandører")
    OTHER = "other", _("Andre deltakere")

    @property
    def kinds(self) -> list[str]:
        """The kinds of organisation in the audience."""
        return {
            Audience.MUNICIPAL: [Kind.MUNICIPALITY, Kind.COUNTY],
            Audience.SUPPLIER: [Kind.SUPPLIER],
            Audience.OTHER: [Kind.NATIONAL, Kind.INTEREST],
        }[self]

    @classmethod
    def of(cls, organisation: Organisation | None) -> "Audience | None":
        """The audience that the organisation belongs to."""
        kind = organisation and organisation.kind
        return next((one for one in cls if kind in one.kinds), None)
