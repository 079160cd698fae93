"""Who did what in a joint procurement, and the lock that decides between them."""

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.models import Organisation

from .status import AWARD_KNOWN, UNPUBLISHED, Status


def person(label) -> models.ForeignKey:
    """Someone who put their name to a step."""
    return models.ForeignKey(
        "marketplace.User",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=label,
    )


class Conducted(models.Model):
    """Gjennomføring: the persons, the moments and the choice that the steps write down."""

    heard_through = ("basis__of", "basis__of__need__area")
    decisive = ("published", "award_notified", "contracted", "cancelled")

    drafted_by = person(_("utkast laget av"))
    reviewed_by = person(_("kontrollert av"))
    published_at = models.DateTimeField(_("kunngjort"), null=True, editable=False)
    opening_approved_by = person(_("åpningen godkjent av"))
    opened_by = person(_("åpnet av"))
    opened_at = models.DateTimeField(_("åpnet"), null=True, editable=False)
    prices_opened_at = models.DateTimeField(_("priser åpnet"), null=True, editable=False)
    awarded_offer = models.ForeignKey(
        "procurement.Offer",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("innstilt tilbud"),
    )
    award_reason = models.TextField(_("begrunnelse for valget"), blank=True, editable=False)
    standstill_until = models.DateField(_("siste dag i karens"), null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def due_on(self):
        """The last day for offers until it has passed, then the last day of standstill."""
        if self.status == Status.STANDSTILL:
            return self.standstill_until
        announced = self.status in (*UNPUBLISHED, Status.PUBLISHED)
        return timezone.localdate(self.deadline) if announced and self.deadline else None

    @property
    def takes_participants(self) -> bool:
        """Tell whether municipalities can still join or leave."""
        return self.status in UNPUBLISHED

    @property
    def is_award_known(self) -> bool:
        """Tell whether those who offered have been told whose offer was chosen."""
        return self.status in AWARD_KNOWN

    def told_to(self, actor):
        """What has happened; the choice is FKJ's own until it is notified."""
        events = super().told_to(actor)
        known = actor.is_fkj or self.is_award_known
        return events if known else events.exclude(step="recommend")

    def called_on(self) -> models.QuerySet:
        """Those who take part, and those who signed the basis and are asked to."""
        signers = self.basis.signatures.values("organisation") if self.basis else []
        return self.concerned() | Organisation.objects.filter(pk__in=signers)

    def takes_offers_at(self, moment) -> bool:
        """Tell whether an offer that comes at the moment is in time."""
        return self.status == Status.PUBLISHED and moment < self.deadline

    def hold(self) -> None:
        """Lock the row against changes, shared with other suppliers, and read it afresh."""
        table = connection.ops.quote_name(self._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR SHARE", [self.pk])  # noqa: S608
        self.refresh_from_db()
