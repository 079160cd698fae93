"""Felles behovsgrunnlag: the frozen text, and the signatures under it."""

from django.db import models
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from marketplace.lifecycle import guard
from marketplace.models import Figure, Organisation
from marketplace.models.event import ClockTimestamp
from marketplace.models.standing import holder
from marketplace.versions import Snapshot


class CommonBasis(Snapshot):
    """Felles behovsgrunnlag: what the municipalities agreed on, word for word. Append-only."""

    of = models.ForeignKey(
        "innovation.Collaboration",
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=_("samarbeid"),
    )

    class Meta(Snapshot.Meta):
        verbose_name = _("felles behovsgrunnlag")
        verbose_name_plural = _("felles behovsgrunnlag")

    def __str__(self) -> str:
        return f"{self.of.title} v{self.number}"


class Signature(models.Model):
    """Signatur: a municipality stands behind one version of the basis. Append-only."""

    basis = models.ForeignKey(
        CommonBasis, on_delete=models.PROTECT, related_name="signatures", verbose_name=_("grunnlag")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="signatures",
        verbose_name=_("virksomhet"),
    )
    signed_by = models.ForeignKey(
        "marketplace.User", on_delete=models.PROTECT, verbose_name=_("signert av")
    )
    at = models.DateTimeField(_("tidspunkt"), db_default=ClockTimestamp(), editable=False)

    class Meta:
        verbose_name = _("signatur")
        verbose_name_plural = _("signaturer")
        constraints = [models.UniqueConstraint(fields=["basis", "organisation"], name="sign_once")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.basis}"


@guard(_("Alle sjekkpunktene må være avklart med begrunnelse."))
def has_complete_checklist(work, actor) -> bool:
    """Nothing on the checklist is open."""
    return all(item.is_settled for item in work.checklist.all())


@guard(_("Kommunen har allerede godkjent denne versjonen."))
def has_not_signed(work, actor) -> bool:
    """One signature for each municipality and version."""
    newest = work.newest_basis
    return not newest or not newest.signatures.filter(organisation__in=actor.reach).exists()


def content(work) -> dict:
    """What is frozen: the need, who takes part, the circles and the checklist."""
    return {
        "title": work.title,
        "mandate": work.mandate,
        "need": work.need.content(),
        "parties": list(work.parties.municipal().values_list("organisation__name", flat=True)),
        "tracks": list(work.tracks.values("kind", "status", "summary")),
        "checklist": list(work.checklist.values("point", "answer", "evidence")),
    }


def freeze(work, by) -> CommonBasis:
    """Write the next version, to be signed."""
    return CommonBasis.freeze(work, by)


def sign(work, by) -> Signature:
    """Put the municipality's name under the newest version."""
    return Signature.objects.create(
        basis=work.newest_basis, organisation=by.organisation, signed_by=by.user
    )


def is_reached(work) -> bool:
    """Tell whether enough municipalities have signed: a number, and a share of the parties."""
    signatures = work.newest_basis.signatures
    signed = signatures.aggregate(n=Count(holder("organisation"), distinct=True))["n"]
    least = Figure.objects.value("basis-signatures")
    share = Figure.objects.value("basis-signature-share")
    return signed >= least and signed >= share * work.parties.municipal().number()
