"""What a joint procurement says when it is published."""

from django.core.validators import MinLengthValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.models import Figure
from marketplace.versions import Snapshot

FIGURES = {"minimum_days": "tender-min-days", "standstill_days": "standstill-days"}


class Announced(models.Model):
    """Kunngjøringsinnhold: the text, the values and the procedure that publication freezes.

    Amounts are in NOK without VAT. The procedure is configuration: a figure that is not set on
    the procurement itself is looked up among the legal figures.
    """

    title = models.CharField(_("tittel"), max_length=120, validators=[MinLengthValidator(5)])
    description = models.TextField(_("hva som skal kjøpes"), validators=[MinLengthValidator(20)])
    basis = models.ForeignKey(
        "innovation.CommonBasis",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="procurements",
        verbose_name=_("felles behovsgrunnlag"),
    )
    no_basis_reason = models.TextField(_("hvorfor det ikke bygger på et grunnlag"), blank=True)
    estimated_value = models.DecimalField(
        _("anslått verdi (kroner uten mva.)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    max_value = models.DecimalField(
        _("største samlede verdi (kroner uten mva.)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    term_months = models.PositiveSmallIntegerField(
        _("avtaletid i måneder"), default=24, validators=[MinValueValidator(1)]
    )
    term_reason = models.TextField(_("begrunnelse for lang avtaletid"), blank=True)
    deadline = models.DateTimeField(_("tilbudsfrist"), null=True, blank=True)
    procedure = models.JSONField(_("prosedyre"), default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def figure(self, name: str) -> int:
        """A figure of the procedure: this procurement's own, or the one that applies today."""
        own = self.procedure.get(name)
        return int(Figure.objects.value(FIGURES[name])) if own is None else int(own)

    @property
    def minimum_offers(self) -> int:
        """How many offers it takes to go on."""
        return int(self.procedure.get("minimum_offers", 1))

    def content(self) -> dict:
        """What the announcement freezes: text, procedure, criteria and participants."""
        fields = [field.attname for field in Announced._meta.fields]
        told = {name: getattr(self, name) for name in fields}
        parties = self.commitments.values("organisation_id", "organisation__name", "estimate")
        criteria = self.criteria.values("kind", "name", "weight", "requirement_id", "scale_anchor")
        return told | {"parties": list(parties), "criteria": list(criteria)}


class Announcement(Snapshot):
    """Kunngjøring: what was published, word for word. Append-only."""

    of = models.ForeignKey(
        "procurement.JointProcurement",
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=_("felleskjøp"),
    )

    class Meta(Snapshot.Meta):
        verbose_name = _("kunngjøring")
        verbose_name_plural = _("kunngjøringer")
